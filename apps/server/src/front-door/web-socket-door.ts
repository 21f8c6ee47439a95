import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { BEARER_PREFIX, codedFailure, encodeJson, statusOf } from "@sockpit/protocol";
import { errorForCaller } from "../between/report-bug.js";
import type { ConnectionLimits } from "./connection-limits.js";
import type { HostGuard } from "./host-guard.js";
import type { LabRegistry } from "./lab-registry.js";
import { errorHeaders } from "./rest-errors.js";

/** How long a refused client has to read why. */
const REFUSED_LINGER_MS = 1000;

const labPath = /^\/api\/labs\/([^/?]+)\/ws$/;

interface Parts {
  guard: HostGuard;
  registry: LabRegistry;
  connections: ConnectionLimits;
}

/** Checks who asks for a WebSocket, and hands the TCP socket to the lab's host, which answers the handshake. */
export function webSocketDoor({ guard, registry, connections }: Parts) {
  return (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    /** Of a `node:http` server, always a net.Socket. */
    const socket = stream as Socket;
    socket.on("error", () => socket.destroy());
    try {
      guard.check(request);
      const url = request.url ?? "";
      const lab = labPath.exec(url)?.[1];
      if (lab === undefined) throw codedFailure("no_such_route", "WebSockets are at /api/labs/:lab/ws.");
      const host = registry.open(lab, subprotocolToken(request));
      connections.handedOver(socket);
      const upgrade = { lab, url, headers: flatHeaders(request), head };
      host.handOver(upgrade, socket).catch((error) => refuse(socket, error));
    } catch (error) {
      refuse(socket, error);
    }
  };
}

function subprotocolToken(request: IncomingMessage): string | undefined {
  const protocols = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
  return protocols.find((name) => name.startsWith(BEARER_PREFIX))?.slice(BEARER_PREFIX.length);
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  const headers = Object.entries(request.headers);
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

/** Answers, and closes the connection whether or not the client closes its half. */
function refuse(socket: Socket, error: unknown): void {
  const callError = errorForCaller(error);
  const status = statusOf(callError);
  const body = encodeJson({ id: "", error: callError });
  const more = Object.entries(errorHeaders(callError)).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `${more.join("")}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  /** The client may keep its half open for ever. Closed at once, unread bytes of it would undo the answer: tcp(7). */
  const timer = setTimeout(() => socket.destroy(), REFUSED_LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
}
