import type { CallObserver } from "../calls/call-observer.js";
import type { CallUnderWay } from "../calls/call-under-way.js";

/**
 * Which call was under way on a socket at a moment. Packets are read after the calls that sent them, so calls that have
 * ended are kept until `forgetEnded`.
 */
export class CallsOnSockets implements CallObserver {
  /** By the sockets' cookies, oldest first. */
  readonly #calls = new Map<string, CallUnderWay[]>();
  /** Sockets on which calls have ended. */
  readonly #ended = new Set<string>();

  onStart(call: CallUnderWay): void {
    if (call.cookie === undefined) return;
    const calls = this.#calls.get(call.cookie);
    if (calls === undefined) this.#calls.set(call.cookie, [call]);
    else calls.push(call);
  }

  onEnd({ cookie }: CallUnderWay): void {
    if (cookie !== undefined) this.#ended.add(cookie);
  }

  /** The newest of those on a socket that were under way at a moment of the lab's clock. */
  on(cookie: string, atUs: number): CallUnderWay | undefined {
    return this.#calls.get(cookie)?.findLast((call) => call.isUnderWayAt(atUs));
  }

  /** The newest of those that were under way at a moment, and that fit. */
  newest(atUs: number, fits: (call: CallUnderWay) => boolean): CallUnderWay | undefined {
    let newest: CallUnderWay | undefined;
    for (const calls of this.#calls.values()) {
      const found = calls.findLast((call) => call.isUnderWayAt(atUs) && fits(call));
      if (found !== undefined && found.number > (newest?.number ?? 0)) newest = found;
    }
    return newest;
  }

  /** All packets up to a moment have been read. */
  forgetEnded(untilUs: number): void {
    for (const cookie of this.#ended) {
      const isNeeded = ({ endedUs }: CallUnderWay) => endedUs === undefined || endedUs > untilUs;
      const left = this.#calls.get(cookie)?.filter(isNeeded) ?? [];
      if (left.length === 0) this.#calls.delete(cookie);
      else this.#calls.set(cookie, left);
      if (left.every(({ endedUs }) => endedUs === undefined)) this.#ended.delete(cookie);
    }
  }
}
