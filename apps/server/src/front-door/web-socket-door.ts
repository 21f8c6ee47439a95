import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { BEARER_PREFIX, codedFailure, errorName, excerpt, SUBPROTOCOL, statusOf } from "@sockpit/protocol";
import { refuseUpgrade } from "../between/refuse-upgrade.js";
import { errorForCaller } from "../between/report-bug.js";
import type { AccessGate } from "./entry/access/access-gate.js";
import type { ConnectionLimits } from "./entry/connection-limits.js";
import type { HostGuard } from "./entry/host-guard.js";
import type { RequestLimits } from "./entry/request-limits.js";
import type { LabRegistry } from "./lab-hosts/lab-registry.js";
import type { RequestReports } from "./operations/request-reports.js";

/** What all versions of the protocol begin with. */
const VERSION_PREFIX = SUBPROTOCOL.replace(/\d+$/, "");

const labPath = /^\/api\/labs\/([^/?]+)\/ws$/;

interface Parts {
  guard: HostGuard;
  gate: AccessGate;
  requestLimits: RequestLimits;
  registry: LabRegistry;
  connections: ConnectionLimits;
  reports: RequestReports;
}

/** Checks a request for a WebSocket, and hands the TCP socket to the lab's host, which answers the handshake. */
export function webSocketDoor({ guard, gate, requestLimits, registry, connections, reports }: Parts) {
  return (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    /** Of a `node:http` server, always a net.Socket. */
    const socket = stream as Socket;
    socket.on("error", () => socket.destroy());
    const lab = labPath.exec(request.url ?? "")?.[1];
    const report = (status: number, code?: string) =>
      reports.report({
        requestId,
        method: request.method,
        route: "/api/labs/:lab/ws",
        ...(lab === undefined ? {} : { lab }),
        ...(code === undefined ? {} : { code }),
        status,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      });
    const refuseIt = (error: unknown) => {
      const callError = errorForCaller(error);
      refuseUpgrade(socket, callError, requestId);
      report(statusOf(callError), errorName(callError));
    };
    try {
      guard.check(request);
      gate.check(request, requestLimits.visitorOf(request));
      if (lab === undefined) throw codedFailure("no_such_route", "WebSockets are at /api/labs/:lab/ws.");
      const protocols = offeredProtocols(request);
      const { host, isReadOnly } = registry.open(lab, tokenIn(protocols));
      requireVersion(protocols);
      connections.handedOver(socket);
      const upgrade = { lab, url: request.url ?? "", headers: flatHeaders(request), head, isReadOnly };
      host.handOver(upgrade, socket).then(() => report(101), refuseIt);
    } catch (error) {
      refuseIt(error);
    }
  };
}

function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
}

function tokenIn(protocols: readonly string[]): string | undefined {
  return protocols.find((name) => name.startsWith(BEARER_PREFIX))?.slice(BEARER_PREFIX.length);
}

/** Of a client that speaks other versions only, this server would not understand a message. */
function requireVersion(protocols: readonly string[]): void {
  const versions = protocols.filter((name) => name.startsWith(VERSION_PREFIX));
  if (versions.length === 0 || versions.includes(SUBPROTOCOL)) return;
  const message = `This server speaks ${SUBPROTOCOL}, and not ${excerpt(versions.join(", "))}.`;
  throw codedFailure("bad_message", message, { field: "Sec-WebSocket-Protocol" });
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  const headers = Object.entries(request.headers);
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}
