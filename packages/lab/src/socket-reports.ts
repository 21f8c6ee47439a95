import type { KernelSocket } from "@sockpit/protocol";
import type { Trace } from "./trace.js";

/** How soon a socket is reported again of which nothing but counters has changed. With traffic they change at every look. */
const COUNTERS_INTERVAL_US = 200_000;

/** The kernel forgets a connection in TIME-WAIT after 60 s (TCP_TIMEWAIT_LEN), without a packet. */
const TIME_WAIT_MS = 60_000;

/** Sockets that are compared between two steps. */
const STEP = 64;

/** States that a timer of the kernel ends: RFC 9293 §3.8, tcp(7). */
const passing: ReadonlySet<KernelSocket["state"]> = new Set([
  "SYN-SENT",
  "SYN-RECEIVED",
  "FIN-WAIT-1",
  "CLOSING",
  "LAST-ACK",
]);

/** A socket as it was last reported. */
interface Reported {
  readonly socket: KernelSocket;
  readonly at: number;
  readonly state: string;
  readonly counters: string;
  /** When it was first seen in its state. */
  readonly sinceMs: number;
}

/** When the next look is due where no call and no packet comes before. */
export interface NextLook {
  /** Something may change by itself, nobody knows when. */
  isSoon: boolean;
  /** Something was reported. */
  hasNews: boolean;
  /** In so many milliseconds something is due: held-back counters, the end of TIME-WAIT. */
  dueMs: number;
}

/**
 * The events of a lab's sockets: one for each that is new or changed, one for each that is gone. A change of state,
 * addresses, options or a listener's queues is reported at once; counters (queued bytes, buffers that grow by
 * themselves, drops, TCP_INFO) at intervals.
 */
export class SocketReports {
  readonly #trace: Trace;
  readonly #seesPackets: boolean;
  readonly #reported = new Map<string, Reported>();

  /** `seesPackets`: what others do to a TCP or UDP socket shows in packets. */
  constructor(trace: Trace, { seesPackets }: { seesPackets: boolean }) {
    this.#trace = trace;
    this.#seesPackets = seesPackets;
  }

  /** Takes all sockets of one look, for which the kernel was asked at a moment, in steps of less than a millisecond. */
  *update(sockets: readonly KernelSocket[], lookedUs: number): Generator<void, NextLook> {
    this.#trace.appendFact({ kind: "looked", look: { sockets, atUs: lookedUs } });
    const next: NextLook = { isSoon: false, hasNews: false, dueMs: Number.POSITIVE_INFINITY };
    const ids = new Set<string>();
    for (const socket of sockets) {
      if (ids.size % STEP === STEP - 1) yield;
      ids.add(socket.id);
      this.#report(socket, next);
    }
    for (const id of this.#reported.keys()) {
      if (ids.has(id)) continue;
      this.#reported.delete(id);
      this.#trace.append({ event: "socketGone", id });
      next.hasNews = true;
    }
    return next;
  }

  #report(socket: KernelSocket, next: NextLook): void {
    const last = this.#reported.get(socket.id);
    this.#foresee(socket, last, next);
    if (last?.socket === socket) return;
    const { receiveQueueBytes, sendQueueBytes, receiveBufferBytes, sendBufferBytes, ...others } = socket;
    const { droppedPackets, tcp, ...rest } = others;
    const state = JSON.stringify(rest);
    const counters = JSON.stringify([
      receiveQueueBytes,
      sendQueueBytes,
      receiveBufferBytes,
      sendBufferBytes,
      droppedPackets,
      tcp,
    ]);
    if (last?.state === state) {
      if (last.counters === counters) {
        this.#reported.set(socket.id, { ...last, socket });
        return;
      }
      const dueUs = last.at + COUNTERS_INTERVAL_US - this.#trace.now();
      if (dueUs > 0) {
        next.dueMs = Math.min(next.dueMs, dueUs / 1e3);
        return;
      }
    }
    const sinceMs = last?.socket.state === socket.state ? last.sinceMs : performance.now();
    const at = this.#trace.now();
    this.#trace.appendFact({ kind: "listed", socket });
    next.hasNews = true;
    this.#reported.set(socket.id, { socket, at, state, counters, sinceMs });
  }

  #foresee(socket: KernelSocket, last: Reported | undefined, next: NextLook): void {
    if (socket.state === "TIME-WAIT") {
      const ageMs = last?.socket.state === "TIME-WAIT" ? performance.now() - last.sinceMs : 0;
      if (ageMs < TIME_WAIT_MS) next.dueMs = Math.min(next.dueMs, TIME_WAIT_MS - ageMs);
      else next.isSoon = true;
      return;
    }
    next.isSoon ||=
      passing.has(socket.state) ||
      // Once its program has closed it, the kernel waits for the peer's FIN only so long.
      (socket.state === "FIN-WAIT-2" && socket.pid === null) ||
      (socket.tcp !== null && (socket.sendQueueBytes ?? 0) > 0) ||
      (!this.#seesPackets && socket.family !== "AF_UNIX");
  }
}
