import type { KernelSocket } from "@sockpit/protocol";
import type { Trace } from "./trace.js";

/** While someone looks: how often the kernel is asked even when no call was made. Handshakes and timers move states. */
const POLL_INTERVAL_MS = 200;

/** After a call: how long to wait for more calls, so that many of them cost one look. */
const SETTLE_MS = 5;

/**
 * Turns what the kernel says of a lab's sockets into events: one for each socket that is new or
 * changed, one for each that is gone. Asks nothing while nobody follows the trace.
 */
export class SocketWatch {
  readonly #trace: Trace;
  readonly #look: () => KernelSocket[];
  readonly #seen = new Map<string, string>();
  #settling: NodeJS.Timeout | undefined;
  #polling: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(trace: Trace, look: () => KernelSocket[]) {
    this.#trace = trace;
    this.#look = look;
  }

  /** Something was done that may have changed a socket. */
  touch(): void {
    if (this.#isStopped || !this.#trace.isHeard) return;
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      this.refresh();
    }, SETTLE_MS);
  }

  /** Looks now, puts what changed into the trace, and gives all sockets. */
  refresh(): KernelSocket[] {
    const sockets = this.#look();
    const ids = new Set<string>();
    for (const socket of sockets) {
      ids.add(socket.id);
      const shape = JSON.stringify(socket);
      if (this.#seen.get(socket.id) === shape) continue;
      this.#seen.set(socket.id, shape);
      this.#trace.append({ event: "socketChanged", socket });
    }
    for (const id of this.#seen.keys()) {
      if (ids.has(id)) continue;
      this.#seen.delete(id);
      this.#trace.append({ event: "socketGone", id });
    }
    this.#poll(sockets.length > 0);
    return sockets;
  }

  /** Looks no more, also where calls end only now. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#settling);
    clearTimeout(this.#polling);
    this.#settling = undefined;
    this.#polling = undefined;
  }

  /** Goes on looking as long as there is somebody to see and something to look at. */
  #poll(hasSockets: boolean): void {
    clearTimeout(this.#polling);
    this.#polling = undefined;
    if (!hasSockets || !this.#trace.isHeard) return;
    this.#polling = setTimeout(() => this.refresh(), POLL_INTERVAL_MS).unref();
  }
}
