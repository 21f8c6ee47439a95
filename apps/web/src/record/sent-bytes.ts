import { sentBytes, traitsOf } from "@sockpit/protocol";
import type { CallEntry } from "./entry.js";
import { dropWhile } from "./moment.js";

/** The bytes of a stream that one call handed over: `to` is not among them, and infinite while it is under way. */
interface Handed {
  call: CallEntry;
  from: number;
  to: number;
}

/**
 * Which call handed a byte of a stream to the kernel, also where that sends it only later. Streams are followed from
 * their sockets' beginning; of others nothing is known.
 */
export class SentBytes {
  readonly #streams = new Map<string, Handed[]>();

  born(socket: string): void {
    this.#streams.set(socket, []);
  }

  begin(socket: string, call: CallEntry): void {
    const handed = this.#streams.get(socket);
    if (handed === undefined) return;
    const last = handed.at(-1);
    // Two calls at once, in two threads: the kernel decides whose bytes come first.
    if (last?.to === Number.POSITIVE_INFINITY) this.#streams.delete(socket);
    else handed.push({ call, from: last?.to ?? 0, to: Number.POSITIVE_INFINITY });
  }

  end(socket: string, call: CallEntry): void {
    const handed = this.#streams.get(socket);
    const last = handed?.at(-1);
    if (handed === undefined || last?.call !== call) return;
    const outcome = call.end?.outcome;
    const bytes = outcome?.kind === "returned" ? sentBytes(call, outcome.result) : 0;
    last.to = last.from + bytes;
    // What part of the data a failed sendall has handed over is not known.
    const isPartial = outcome?.kind !== "returned" && traitsOf(call.command).sends?.count === undefined;
    if (isPartial) this.#streams.delete(socket);
    else if (bytes === 0) handed.pop();
  }

  /** The call that handed over the byte with this relative sequence number: the SYN is number 0. */
  find(socket: string, relativeSeq: number): CallEntry | null {
    const offset = relativeSeq - 1;
    const found = this.#streams.get(socket)?.findLast(({ from, to }) => from <= offset && offset < to);
    return found?.call ?? null;
  }

  gone(socket: string): void {
    this.#streams.delete(socket);
  }

  /** Forgets calls that ended before an event, but for each stream's last, which says how far it has come. */
  evict(firstSeq: number): void {
    for (const handed of this.#streams.values()) {
      const last = handed.at(-1);
      const isOver = ({ call }: Handed) => call.end !== null && call.end.seq < firstSeq;
      dropWhile(handed, (one) => one !== last && isOver(one));
    }
  }

  reset(): void {
    this.#streams.clear();
  }
}
