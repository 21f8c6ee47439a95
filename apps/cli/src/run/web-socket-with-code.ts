import type { RunOptions } from "@sockpit/scenario";
import { WebSocket } from "ws";

/** Node's WebSockets that send the access code of a server, where there is one. The standard ones can send no header. */
export function webSocketWithCode(accessCode: string | undefined): NonNullable<RunOptions["webSocket"]> {
  if (accessCode === undefined) return WebSocket;
  return class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { "x-sockpit-access": accessCode } });
    }
  };
}
