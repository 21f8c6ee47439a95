import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Lab } from "@sockpit/lab";
import { closeCodes, codedFailure, GOODBYE, limits, SUBPROTOCOL } from "@sockpit/protocol";
import { WebSocketServer } from "ws";
import type { Upgrade } from "../../between/messages.js";
import { refuseUpgrade } from "../../between/refuse-upgrade.js";
import { errorForCaller } from "../../between/report-bug.js";
import { type Labs, type LabUse, noSuchLab } from "../labs.js";
import type { Parser } from "../parsing/parser.js";
import { SharedMemory } from "../shared-memory.js";
import type { TlsEngine } from "../tls/tls-engine.js";
import { DONE, type Turns } from "../turns.js";
import type { ClientSocket } from "./client-socket.js";
import { Farewells } from "./farewells.js";
import { LabConnection, type LabConnectionOptions } from "./lab-connection.js";
import { LabWebSocket } from "./lab-web-socket.js";

/** Bytes of messages that wait or are not finished, over all connections of a server. A page's are some hundred. */
const INCOMING_BYTES = 32 * 1024 * 1024;

/** Bytes of replies and events that wait for their readers, over all connections of a server. */
const OUTGOING_BYTES = 64 * 1024 * 1024;

/** Parts of one message: many more than any proxy or client makes, so few that their bookkeeping weighs less than they do. */
const MAX_MESSAGE_PARTS = 8192;

const nothing = Buffer.alloc(0);

/** Answers the handshakes that the front door has admitted, and keeps each lab's open connections. */
export class WebSockets {
  readonly #labs: Labs;
  readonly #shared: Pick<
    LabConnectionOptions,
    "turns" | "parser" | "tls" | "incoming" | "outgoing" | "farewells" | "pingMs"
  >;
  readonly #byLab = new Map<string, Set<LabConnection>>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    maxFragments: MAX_MESSAGE_PARTS,
    maxBufferedChunks: MAX_MESSAGE_PARTS,
    perMessageDeflate: false,
    /** What ws is given, it gives out at once; `Inbox` queues it. */
    allowSynchronousEvents: true,
    /** Pings take turns with messages. */
    autoPong: false,
    WebSocket: LabWebSocket,
    handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  readonly #maxOpen: number;
  #open = 0;
  /** Handshakes of each lab that wait for their turn. */
  readonly #waiting = new Map<string, number>();

  /** `share`: what this lab host has of the server's bounds. */
  constructor(
    labs: Labs,
    { share, ...parts }: { turns: Turns; parser: Parser; tls: TlsEngine; pingMs: number; share: number },
  ) {
    this.#labs = labs;
    this.#maxOpen = Math.ceil(limits.connectionsPerServer * share);
    const incoming = new SharedMemory(Math.max(INCOMING_BYTES * share, 2 * limits.frameBytes));
    const outgoing = new SharedMemory(OUTGOING_BYTES * share);
    this.#shared = { ...parts, incoming, outgoing, farewells: new Farewells() };
  }

  /** How many are open. */
  get count(): number {
    return this.#server.clients.size;
  }

  /**
   * Takes the TCP socket over, with the request that asked for the upgrade. The handshake, which costs as much as thirty small calls,
   * is answered in the lab's turn; nothing is read before.
   */
  accept(message: Upgrade, client: ClientSocket): void {
    const { tcpSocket } = client;
    const { lab } = message;
    tcpSocket.on("error", () => tcpSocket.destroy());
    let use: LabUse;
    try {
      use = this.#hold(lab);
    } catch (error) {
      refuseUpgrade(tcpSocket, errorForCaller(error));
      return;
    }
    this.#open += 1;
    let isOpened = false;
    tcpSocket.once("close", () => {
      this.#open -= 1;
      if (!isOpened) use.release();
    });
    const opened = (socket: LabWebSocket) => {
      isOpened = true;
      const connection = this.#opened(use, { socket, client, isReadOnly: message.isReadOnly });
      connection.read(Buffer.from(message.head));
    };
    this.#waiting.set(lab, this.#waitingOf(lab) + 1);
    this.#shared.turns.add(lab, this, () => {
      const left = this.#waitingOf(lab) - 1;
      if (left === 0) this.#waiting.delete(lab);
      else this.#waiting.set(lab, left);
      if (use.lab.isClosed) refuseUpgrade(tcpSocket, noSuchLab(lab).error);
      else if (!tcpSocket.destroyed) this.#answer(message, tcpSocket, opened);
      return DONE;
    });
  }

  #answer({ url, headers }: Upgrade, socket: Socket, opened: (socket: LabWebSocket) => void): void {
    const request = { method: "GET", url, headers, socket };
    socket.setNoDelay(true);
    this.#server.handleUpgrade(request as unknown as IncomingMessage, socket, nothing, opened);
  }

  #waitingOf(lab: string): number {
    return this.#waiting.get(lab) ?? 0;
  }

  /** Interrupts a lab's waiting calls, or those of one process, over several turns. The last few are left to the caller, which ends them all. */
  async interrupt(lab: Lab, pid?: number): Promise<void> {
    const connections = this.#byLab.get(lab.id) ?? [];
    await Promise.all([...connections].map((connection) => connection.interruptMost(pid)));
  }

  /** Closes every connection of a lab that has ended. */
  closeLab(id: string): void {
    for (const connection of this.#byLab.get(id) ?? []) {
      connection.close(closeCodes.labClosed.code, "the lab has been closed");
    }
  }

  /** Says why to every connection. */
  closeAll(code: number): void {
    for (const connections of this.#byLab.values()) {
      for (const connection of connections) connection.close(code, "the server is stopping");
    }
  }

  #hold(lab: string): LabUse {
    if (this.#open >= this.#maxOpen) {
      throw codedFailure("over_budget", "This server has no room for another connection. Try again later.");
    }
    if ((this.#byLab.get(lab)?.size ?? 0) + this.#waitingOf(lab) >= limits.connectionsPerLab) {
      const message = `A lab has at most ${limits.connectionsPerLab} connections at once. Close one.`;
      throw codedFailure("over_budget", message);
    }
    return this.#labs.hold(lab);
  }

  #opened(
    use: LabUse,
    opened: { socket: LabWebSocket; client: ClientSocket; isReadOnly: boolean },
  ): LabConnection {
    const { id } = use.lab;
    const interrupt = (pid: number) => this.interrupt(use.lab, pid);
    const connection = new LabConnection(use, { ...opened, interrupt, ...this.#shared });
    const connections = this.#byLab.get(id) ?? new Set();
    this.#byLab.set(id, connections.add(connection));
    void connection.closed.then(({ code, reason }) => {
      connections.delete(connection);
      if (connections.size === 0) this.#byLab.delete(id);
      const isLeft = code === closeCodes.goingAway.code || reason === GOODBYE;
      use.release({ isGoodbye: isLeft && connection.isFollower && !opened.isReadOnly });
    });
    return connection;
  }
}
