import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express, type Request, type Response } from "express";
import type { LabRegistry } from "../lab-hosts/lab-registry.js";
import { closeLab } from "../lab-hosts/open-lab.js";
import type { Metrics } from "./metrics.js";

const DEADLINE_MS = 5000;

interface Parts {
  metrics: Metrics;
  registry: LabRegistry;
}

/**
 * What the person who runs the server needs, on a port of its own, which visitors do not reach: metrics, the labs, and how
 * to end one. Rejects where the port cannot be used.
 */
export async function serveOperations(
  parts: Parts,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = operations(parts).listen(port, host);
  server.headersTimeout = DEADLINE_MS;
  server.requestTimeout = DEADLINE_MS;
  server.keepAliveTimeout = DEADLINE_MS;
  await once(server, "listening");
  server.unref();
  return server;
}

export function operationsUrl(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function operations({ metrics, registry }: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.get("/metrics", async (_request: Request, response: Response) => {
    response.set("content-type", metrics.contentType).send(await metrics.read());
  });
  app.get("/labs", (_request: Request, response: Response) => {
    response.json({ labs: registry.list() });
  });
  app.delete("/labs/:lab", async (request: Request<{ lab: string }>, response: Response) => {
    if (request.headers.origin !== undefined || request.headers["sec-fetch-site"] !== undefined) {
      response.status(403).json({ error: "A page in a browser may not end labs." });
      return;
    }
    const host = registry.hostOf(request.params.lab);
    if (host === undefined) {
      response.status(404).json({ error: "There is no such lab. GET /labs lists those that there are." });
      return;
    }
    await closeLab(host, request.params.lab);
    response.status(204).end();
  });
  return app;
}
