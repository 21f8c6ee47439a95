import { randomBytes } from "node:crypto";
import { BEARER_PREFIX, SUBPROTOCOL } from "@sockpit/protocol";

/** The request that asks the server at a port of loopback for a lab's WebSocket, byte for byte: RFC 6455 §4.1. */
export function webSocketHandshake(port: number, { lab, token }: { lab: string; token: string }): string {
  return [
    `GET /api/labs/${lab}/ws HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    `Sec-WebSocket-Protocol: ${SUBPROTOCOL}, ${BEARER_PREFIX}${token}`,
    "\r\n",
  ].join("\r\n");
}
