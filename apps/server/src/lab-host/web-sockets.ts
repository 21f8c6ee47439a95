import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { CallFailure, limits, SUBPROTOCOL } from "@sockpit/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import type { Upgrade } from "../between/messages.js";
import { LabConnection } from "./lab-connection.js";
import type { Labs } from "./labs.js";
import type { Turns } from "./turns.js";

const LAB_LOST_CODE = 4404;

/** Answers the handshakes that the front door has let in, and keeps each lab's open connections. */
export class WebSockets {
  readonly #labs: Labs;
  readonly #turns: Turns;
  readonly #byLab = new Map<string, Set<WebSocket>>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });

  constructor(labs: Labs, turns: Turns) {
    this.#labs = labs;
    this.#turns = turns;
  }

  /** Takes the TCP socket over, with the request that asked for the upgrade. */
  accept(message: Upgrade, tcpSocket: Socket): void {
    const request = { method: "GET", url: message.url, headers: message.headers, socket: tcpSocket };
    tcpSocket.setNoDelay(true);
    this.#server.handleUpgrade(
      request as unknown as IncomingMessage,
      tcpSocket,
      Buffer.from(message.head),
      (socket) => this.#opened(message.lab, socket),
    );
  }

  /** Tells every connection of a lab that it is gone. */
  closeLab(id: string): void {
    for (const socket of this.#byLab.get(id) ?? []) socket.close(LAB_LOST_CODE, "the lab has been closed");
    this.#byLab.delete(id);
  }

  #opened(id: string, socket: WebSocket): void {
    let held: ReturnType<Labs["hold"]>;
    try {
      held = this.#labs.hold(id);
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      socket.close(LAB_LOST_CODE, error.message);
      return;
    }
    const sockets = this.#byLab.get(id) ?? new Set();
    this.#byLab.set(id, sockets.add(socket));
    new LabConnection(held.lab, socket, this.#turns);
    socket.on("close", () => {
      sockets.delete(socket);
      held.release();
    });
  }
}
