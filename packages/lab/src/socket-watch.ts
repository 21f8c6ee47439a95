import type { KernelSocket } from "@sockpit/protocol";
import type { Trace } from "./trace.js";

/** While someone looks: how often the kernel is asked even when no call was made. Handshakes and timers move states. */
const POLL_INTERVAL_MS = 200;

/** After a call: how long to wait for more calls, so that many of them cost one look. */
const SETTLE_MS = 5;

/** How soon a socket is told of again of which nothing but counters has changed. With traffic they change at every look. */
const COUNTERS_INTERVAL_US = 200_000;

/** A socket as it was last told of. */
interface Told {
  readonly at: number;
  readonly state: string;
  readonly counters: string;
}

/**
 * Turns what the kernel says of a lab's sockets into events: one for each socket that is new or
 * changed, one for each that is gone. A change of state, addresses, options or a listener's queues is told at
 * once; counters (queued bytes, buffers that grow by themselves, TCP_INFO) at intervals. Asks nothing while nobody follows the trace.
 */
export class SocketWatch {
  readonly #trace: Trace;
  readonly #look: () => KernelSocket[];
  readonly #told = new Map<string, Told>();
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
      this.#tell(socket);
    }
    for (const id of this.#told.keys()) {
      if (ids.has(id)) continue;
      this.#told.delete(id);
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

  #tell(socket: KernelSocket): void {
    const { receiveQueueBytes, sendQueueBytes, receiveBufferBytes, sendBufferBytes, tcp, ...rest } = socket;
    const state = JSON.stringify(rest);
    const counters = JSON.stringify([
      receiveQueueBytes,
      sendQueueBytes,
      receiveBufferBytes,
      sendBufferBytes,
      tcp,
    ]);
    const last = this.#told.get(socket.id);
    if (last?.state === state) {
      if (last.counters === counters || this.#trace.now() - last.at < COUNTERS_INTERVAL_US) return;
    }
    const { at } = this.#trace.append({ event: "socketChanged", socket });
    this.#told.set(socket.id, { at, state, counters });
  }

  /** Goes on looking as long as there is somebody to see and something to look at. */
  #poll(hasSockets: boolean): void {
    clearTimeout(this.#polling);
    this.#polling = undefined;
    if (!hasSockets || !this.#trace.isHeard) return;
    this.#polling = setTimeout(() => this.refresh(), POLL_INTERVAL_MS).unref();
  }
}
