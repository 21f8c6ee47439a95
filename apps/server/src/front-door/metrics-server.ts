import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics.js";

const DEADLINE_MS = 5000;

/** Serves `/metrics` on a port of its own, which visitors do not reach. Rejects where the port cannot be used. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = createServer(
    { headersTimeout: DEADLINE_MS, requestTimeout: DEADLINE_MS, keepAliveTimeout: DEADLINE_MS },
    async (request, response) => {
      if (request.url !== "/metrics" || request.method !== "GET") {
        response.writeHead(404).end();
        return;
      }
      const text = await metrics.read();
      response.writeHead(200, { "content-type": metrics.contentType }).end(text);
    },
  );
  server.listen(port, host);
  await once(server, "listening");
  server.unref();
  return server;
}

export function metricsUrl(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}/metrics`;
}
