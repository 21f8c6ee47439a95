import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { codedFailure, encodeJson, PROBLEM_TYPE, problemOf } from "@sockpit/protocol";
import { type Visitor, visitorAt } from "./visitor.js";

/** TCP connections in all: 2,048 that each hold half a request are 40 MiB. */
const TOTAL = 2048;

/** The same from one address: a class of thirty behind one address, with six connections and ten open calls each. */
const PER_VISITOR = 512;

interface Entry {
  socket: Socket;
  visitor: Visitor;
  /** Requests that have been admitted and are being answered. */
  answering: number;
  /** Whether one has been: its client may send the next at any moment. */
  hasBeenAnswered: boolean;
}

interface LimitOptions {
  /** Behind a proxy all connections come from its address. */
  isPerVisitor: boolean;
}

/**
 * Bounds the TCP connections to an HTTP server. Where a new one is one too many, the oldest that is not being answered
 * is closed: first one whose client takes its time to send a request, or was refused, then one that idles.
 */
export class ConnectionLimits {
  /** The one that began to wait first comes first. */
  readonly #waiting = new Map<Socket, Entry>();
  readonly #entries = new Map<Socket, Entry>();
  readonly #byVisitor = new Map<Visitor, number>();
  readonly #options: LimitOptions;

  constructor(options: LimitOptions) {
    this.#options = options;
  }

  watch(server: Server): void {
    server.on("connection", (socket: Socket) => this.#opened(socket));
  }

  get total(): number {
    return this.#entries.size;
  }

  /** The request has been admitted: its connection stays until it has been answered. */
  answering({ socket }: IncomingMessage, response: ServerResponse): void {
    const entry = this.#entries.get(socket);
    if (entry === undefined) return;
    entry.answering += 1;
    this.#waiting.delete(socket);
    response.once("close", () => {
      entry.answering -= 1;
      entry.hasBeenAnswered = true;
      if (entry.answering === 0 && this.#entries.has(socket)) this.#waiting.set(socket, entry);
    });
  }

  /** The connection belongs to someone else from now on. */
  handedOver(socket: Socket): void {
    const entry = this.#entries.get(socket);
    if (entry === undefined) return;
    this.#entries.delete(socket);
    this.#waiting.delete(socket);
    const left = (this.#byVisitor.get(entry.visitor) ?? 1) - 1;
    if (left === 0) this.#byVisitor.delete(entry.visitor);
    else this.#byVisitor.set(entry.visitor, left);
  }

  #opened(socket: Socket): void {
    const visitor = visitorAt(socket.remoteAddress ?? "unknown");
    const entry: Entry = { socket, visitor, answering: 0, hasBeenAnswered: false };
    if (!this.#makeRoom(visitor)) {
      refuse(socket);
      return;
    }
    this.#entries.set(socket, entry);
    this.#waiting.set(socket, entry);
    this.#byVisitor.set(visitor, (this.#byVisitor.get(visitor) ?? 0) + 1);
    socket.once("close", () => this.handedOver(socket));
  }

  #makeRoom(visitor: Visitor): boolean {
    const isVisitorFull = this.#options.isPerVisitor && (this.#byVisitor.get(visitor) ?? 0) >= PER_VISITOR;
    if (!isVisitorFull && this.#entries.size < TOTAL) return true;
    const candidates = [...this.#waiting.values()].filter(
      (entry) => !isVisitorFull || entry.visitor === visitor,
    );
    const leaving = candidates.find(({ hasBeenAnswered }) => !hasBeenAnswered) ?? candidates[0];
    if (leaving === undefined) return false;
    leaving.socket.destroy();
    this.handedOver(leaving.socket);
    return true;
  }
}

/** No request has been read: the answer is written without one. */
function refuse(socket: Socket): void {
  const message = `This server takes at most ${TOTAL} connections, and ${PER_VISITOR} from one address. Close some.`;
  const body = encodeJson(problemOf(codedFailure("over_budget", message).error, ""));
  socket.on("error", () => socket.destroy());
  socket.write(
    `HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 1\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  socket.destroySoon();
}
