import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type CallError, encodeJson, PROBLEM_TYPE, problemOf } from "@sockpit/protocol";
import { errorHeaders } from "./error-headers.js";

/** How long a refused client has to read why. */
const REFUSED_LINGER_MS = 1000;

/** Answers a request for a WebSocket as REST does, and closes the connection whether or not the client closes its half. */
export function refuseUpgrade(socket: Socket, error: CallError, requestId: string = randomUUID()): void {
  const problem = problemOf(error, requestId);
  const { status } = problem;
  const body = encodeJson(problem);
  const more = Object.entries({ "x-request-id": requestId, ...errorHeaders(error) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `${more.join("")}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  /** The client may keep its half open for ever. Closed at once, unread bytes of it would undo the answer: tcp(7). */
  const timer = setTimeout(() => socket.destroy(), REFUSED_LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
}
