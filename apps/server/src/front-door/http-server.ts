import { createServer, type RequestListener, type Server } from "node:http";
import { boundKernelBuffers } from "../between/kernel-buffers.js";
import type { ConnectionLimits } from "./entry/connection-limits.js";
import { PipelinedResponses } from "./entry/pipelined-responses.js";

/** A request's headers must have arrived within this time. */
const HEADERS_DEADLINE_MS = 10_000;

/** A whole request must have arrived within this time. */
const REQUEST_DEADLINE_MS = 20_000;

/** How often Node looks for requests that are late. */
const DEADLINE_CHECK_MS = 2000;

/** How long a connection without a request stays open. Browsers open the next one without being asked. */
const KEEP_ALIVE_MS = 10_000;

/** Bytes of a request's line and headers. Cookies of localhost go to every port of it, so there may be many. */
const HEADER_BYTES = 16 * 1024;

/** An HTTP server with deadlines and bounds on what has not been answered yet. */
export function createHttpServer(listener: RequestListener, connections: ConnectionLimits): Server {
  const pipelined = new PipelinedResponses();
  const answer: RequestListener = (request, response) => {
    pipelined.add(request.socket, response);
    listener(request, response);
  };
  const server = createServer(
    {
      headersTimeout: HEADERS_DEADLINE_MS,
      requestTimeout: REQUEST_DEADLINE_MS,
      connectionsCheckingInterval: DEADLINE_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADER_BYTES,
    },
    answer,
  );
  boundKernelBuffers(server);
  connections.watch(server);
  /** Whether a body is wanted shows once the request has been admitted; `readJsonBody` then says so. */
  server.on("checkContinue", answer);
  return server;
}
