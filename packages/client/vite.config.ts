import { defineConfig } from "vite";

/** `pnpm --filter @sockpit/client bundle`: the SDK with all it needs as one module, for pages without a build of their own. */
export default defineConfig({
  build: {
    lib: { entry: "dist/index.js", formats: ["es"], fileName: "sockpit-client" },
    outDir: "dist/bundle",
    target: "es2023",
  },
});
