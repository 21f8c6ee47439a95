import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { BEARER_PREFIX, codedFailure } from "@sockpit/protocol";
import { refuseUpgrade } from "../between/refuse-upgrade.js";
import { errorForCaller } from "../between/report-bug.js";
import type { ConnectionLimits } from "./connection-limits.js";
import type { HostGuard } from "./host-guard.js";
import type { LabRegistry } from "./lab-registry.js";
import { errorHeaders } from "./rest-errors.js";

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

function refuse(socket: Socket, error: unknown): void {
  const callError = errorForCaller(error);
  refuseUpgrade(socket, callError, errorHeaders(callError));
}
