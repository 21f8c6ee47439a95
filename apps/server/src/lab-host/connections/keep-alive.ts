import { limits } from "@sockpit/protocol";
import type { WebSocket } from "ws";

export interface KeepAliveOptions {
  readonly intervalMs: number;
  /** A number that changes when the client sends or reads something. */
  signs(): number;
  /** What else is due in each round. */
  onRound(): void;
}

/**
 * Pings a client (RFC 6455 §5.5.2), so that no proxy takes a connection on which a call waits for dead, and ends the
 * connection of one that vanished without a word.
 */
export class KeepAlive {
  readonly #socket: WebSocket;
  readonly #options: KeepAliveOptions;
  readonly #timer: NodeJS.Timeout;
  #signs = -1;
  #silentRounds = 0;

  constructor(socket: WebSocket, options: KeepAliveOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#timer = setInterval(() => this.#round(), options.intervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #round(): void {
    const signs = this.#options.signs();
    this.#silentRounds = signs === this.#signs ? this.#silentRounds + 1 : 0;
    this.#signs = signs;
    if (this.#silentRounds >= limits.silentRounds) {
      this.#socket.terminate();
      return;
    }
    this.#options.onRound();
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }
}
