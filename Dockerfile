# Sockpit's image: the built page, the server, and nothing that only the build needs. See docs/docker.md.
ARG NODE_IMAGE=node:24-bookworm-slim

# Every package of the lockfile, in pnpm's store. A layer of its own, which only a new lockfile makes again.
FROM ${NODE_IMAGE} AS packages
WORKDIR /sockpit
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
RUN npm install --global --no-fund --no-audit "$(node -p 'require("./package.json").packageManager')" \
  && pnpm fetch --frozen-lockfile

FROM packages AS build
COPY . .
RUN pnpm install --offline --frozen-lockfile \
  && node_modules/.bin/tsc -b apps/server packages/python packages/python/src/build \
  && pnpm --filter @sockpit/web build \
  && find apps/server/dist packages/*/dist -name '*.test.*' -delete -o -name '*.d.ts*' -delete

# What the server imports, as it runs.
FROM packages AS server
COPY apps/server/package.json apps/server/
COPY packages/client/package.json packages/client/
COPY packages/engine/package.json packages/engine/
COPY packages/lab/package.json packages/lab/
COPY packages/protocol/package.json packages/protocol/
COPY packages/python/package.json packages/python/
COPY packages/scenario/package.json packages/scenario/
COPY packages/sockets/package.json packages/sockets/
COPY packages/tls/package.json packages/tls/
COPY packages/wire/package.json packages/wire/
RUN rm -rf node_modules && pnpm install --offline --frozen-lockfile --prod --filter '@sockpit/server...'
COPY --from=build /sockpit/apps/server/dist apps/server/dist
COPY --from=build /sockpit/apps/web/dist apps/web/dist
COPY --from=build /sockpit/packages/client/dist packages/client/dist
COPY --from=build /sockpit/packages/engine/dist packages/engine/dist
COPY --from=build /sockpit/packages/lab/dist packages/lab/dist
COPY --from=build /sockpit/packages/protocol/dist packages/protocol/dist
COPY --from=build /sockpit/packages/python/dist packages/python/dist
COPY --from=build /sockpit/packages/python/runtime/src packages/python/runtime/src
COPY --from=build /sockpit/packages/scenario/dist packages/scenario/dist
COPY --from=build /sockpit/packages/sockets/dist packages/sockets/dist
COPY --from=build /sockpit/packages/tls/dist packages/tls/dist
COPY --from=build /sockpit/packages/wire/dist packages/wire/dist
COPY --from=build /sockpit/scenarios scenarios

FROM ${NODE_IMAGE}
WORKDIR /sockpit
COPY --from=server /sockpit ./
# Inside a container, 127.0.0.1 is out of reach of what is published.
# glibc gives memory of 66 KiB and more back to the system as soon as it is free: mallopt(3).
ENV NODE_ENV=production HOST=0.0.0.0 PORT=7070 MALLOC_MMAP_THRESHOLD_=67584
USER node
EXPOSE 7070
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The front door holds little; without a bound V8 would let it have half of the container's memory. Lab hosts get theirs from it.
CMD ["node", "--max-semi-space-size=2", "--max-old-space-size=192", "apps/server/dist/front-door/main.js"]
