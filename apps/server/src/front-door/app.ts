import { randomUUID } from "node:crypto";
import express, { type Express } from "express";
import helmet from "helmet";
import { docsRoutes } from "./docs/docs-routes.js";
import type { AccessGate } from "./entry/access/access-gate.js";
import { accessRoutes } from "./entry/access/access-routes.js";
import type { HostGuard } from "./entry/host-guard.js";
import type { RequestLimits } from "./entry/request-limits.js";
import type { VisitorLabs } from "./entry/visitor-labs.js";
import type { LabHosts } from "./lab-hosts/lab-hosts.js";
import type { LabRegistry } from "./lab-hosts/lab-registry.js";
import type { RequestReports } from "./operations/request-reports.js";
import { pageFiles } from "./page-files.js";
import { noSuchRoute, sendError } from "./rest/rest-errors.js";
import { restRoutes } from "./rest/rest-routes.js";
import type { Runs } from "./runs/runs.js";
import { type Wheels, wheelRoutes } from "./wheels.js";

interface Parts {
  guard: HostGuard;
  gate: AccessGate;
  trustsProxy: boolean;
  reports: RequestReports;
  hosts: LabHosts;
  registry: LabRegistry;
  version: string;
  feedbackUrl: string | undefined;
  requestLimits: RequestLimits;
  visitorLabs: VisitorLabs;
  runs: Runs;
  wheels: Wheels | undefined;
}

/** Everything that is HTTP: who may enter, REST, and the page's files. */
export function createApp({ guard, reports, ...parts }: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.use(securityHeaders());
  app.use((_request, response, next) => {
    response.setHeader("x-request-id", randomUUID());
    next();
  });
  app.use(reports.watch);
  app.use((request, _response, next) => {
    guard.check(request);
    next();
  });
  const { forAnyone, forVisitors } = restRoutes(parts);
  app.use(forAnyone);
  app.use(accessRoutes(parts));
  app.use(forVisitors);
  app.use(docsRoutes());
  app.use(wheelRoutes(parts.wheels));
  app.use("/api", noSuchRoute);
  app.use(pageFiles());
  app.use(noSuchRoute);
  app.use(sendError);
  return app;
}

/**
 * The page runs Python as WebAssembly in workers, and is cross-origin isolated, so that a program in a
 * busy loop can be interrupted through shared memory.
 */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", ({ url }) => originOfScenario(url)],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: { policy: "require-corp" },
    /** Served over plain HTTP on loopback; a proxy that adds TLS sets this itself. */
    strictTransportSecurity: false,
  });
}

/** Of a page that is opened with `?from=https://…`: the one other origin that it may fetch from, a scenario. */
function originOfScenario(url = "/"): string {
  const from = new URLSearchParams(url.split("?")[1]).get("from") ?? "";
  const { protocol, origin } = URL.canParse(from) ? new URL(from) : { protocol: "", origin: "" };
  return protocol === "https:" ? origin : "'self'";
}
