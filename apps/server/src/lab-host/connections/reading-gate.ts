import type { WebSocket } from "ws";

/** Why a connection is not read: too much that it sent waits, or too much that it has not read, or it is closed. */
type Reason = "inbox" | "outbox" | "end";

/** Stops reading from a connection while there is a reason: its sender waits, rather than this process's memory growing. */
export class ReadingGate {
  readonly #socket: WebSocket;
  readonly #onOpen: () => void;
  readonly #reasons = new Set<Reason>();

  /** `onOpen` is called soon after there has ceased to be a reason, and before anything more is read. */
  constructor(socket: WebSocket, onOpen: () => void) {
    this.#socket = socket;
    this.#onOpen = onOpen;
  }

  get isShut(): boolean {
    return this.#reasons.size > 0;
  }

  shut(reason: Reason): void {
    if (this.#reasons.size === 0) this.#socket.pause();
    this.#reasons.add(reason);
  }

  open(reason: Reason): void {
    if (!this.#reasons.delete(reason) || this.#reasons.size > 0) return;
    this.#socket.resume();
    process.nextTick(this.#onOpen);
  }
}
