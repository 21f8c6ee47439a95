import { kernelFacts, type SocketTimer } from "@sockpit/protocol";
import type { TrackedSocket } from "./tracked-socket.js";

/** TCP_TIMEWAIT_LEN, and tcp_fin_timeout unless somebody has set it. */
export const CLOSING_US = kernelFacts.timeWaitSeconds * 1_000_000;

/**
 * How much later than it was set for one of the kernel's timers may go off: the wheel has steps of an eighth of a second's
 * multiple for a minute, kernel/time/timer.c. A look that finds the socket gone meanwhile says so earlier.
 */
const LATE_US = 1_500_000;

/** The sockets whose state a timer of a minute ends. All take equally long, so that the first that began ends first. */
export class Timers {
  #running: { readonly socket: TrackedSocket; readonly endsAtUs: number }[] = [];
  #first = 0;
  atUs = 0;

  /** It begins, or begins anew. */
  start(socket: TrackedSocket): void {
    socket.endsAtUs = this.atUs + CLOSING_US + LATE_US;
    this.#running.push({ socket, endsAtUs: socket.endsAtUs });
  }

  /** How long ago it began; less than no time where it has yet to. */
  ageUs({ endsAtUs }: TrackedSocket): number {
    return this.atUs - (endsAtUs - CLOSING_US - LATE_US);
  }

  /** When the next one ends: never too late, too early where it has begun anew. */
  get nextUs(): number {
    return this.#running[this.#first]?.endsAtUs ?? Number.POSITIVE_INFINITY;
  }

  /** One that has ended by now. */
  next(atUs: number): TrackedSocket | undefined {
    for (;;) {
      const running = this.#running[this.#first];
      if (running === undefined || running.endsAtUs > atUs) return undefined;
      this.#first += 1;
      if (this.#first * 2 > this.#running.length) {
        this.#running = this.#running.slice(this.#first);
        this.#first = 0;
      }
      if (running.socket.endsAtUs === running.endsAtUs) return running.socket;
    }
  }
}

/** The timer that ends a state, where one does. */
export function timerOf({ state, isHeld, sendQueueBytes }: TrackedSocket): SocketTimer | null {
  switch (state) {
    case "SYN-SENT":
    case "SYN-RECEIVED":
    case "TIME-WAIT":
      return state;
    case "FIN-WAIT-2":
      return isHeld ? "KEEPALIVE" : "FIN-WAIT-2";
    case "ESTABLISHED":
    case "CLOSE-WAIT":
      return sendQueueBytes > 0 ? "RETRANSMISSION" : "KEEPALIVE";
    case "FIN-WAIT-1":
    case "CLOSING":
    case "LAST-ACK":
      return "RETRANSMISSION";
    default:
      return null;
  }
}
