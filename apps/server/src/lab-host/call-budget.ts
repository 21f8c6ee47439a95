import { codedFailure } from "@sockpit/protocol";

export interface CallBounds {
  /** Calls under way at once. */
  readonly calls: number;
  /** Bytes that their messages hold, with what a waiting call costs besides. */
  readonly bytes: number;
}

/** What a waiting call holds besides its message: promise, listeners, events (measured). */
const CALL_OVERHEAD_BYTES = 2048;

/** Bounds the calls under way of a connection, of a lab and of a lab host: each of these within the next. */
export class CallBudget {
  readonly #owner: string;
  readonly #bounds: CallBounds;
  readonly #within: CallBudget | undefined;
  #calls = 0;
  #bytes = 0;

  /** `owner` is whom the bounds are of, as in "A lab has at most". */
  constructor(owner: string, bounds: CallBounds, within?: CallBudget) {
    this.#owner = owner;
    this.#bounds = bounds;
    this.#within = within;
  }

  get calls(): number {
    return this.#calls;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** A call begins, in a message of so many bytes. `too_many_calls`, `over_budget`. */
  take(messageBytes: number): void {
    const bytes = messageBytes + CALL_OVERHEAD_BYTES;
    this.#check(bytes);
    this.#add(1, bytes);
  }

  /** A call that was in a message of so many bytes has ended. */
  giveBack(messageBytes: number): void {
    this.#add(-1, -messageBytes - CALL_OVERHEAD_BYTES);
  }

  #check(bytes: number): void {
    const { calls, bytes: mostBytes } = this.#bounds;
    if (this.#calls >= calls) {
      const message = `${this.#owner} has at most ${calls} calls under way. Wait for some to end.`;
      throw codedFailure("too_many_calls", message, { field: "id" });
    }
    if (this.#bytes + bytes > mostBytes) {
      const message = `The calls under way of ${this.#owner.toLowerCase()} hold at most ${mostBytes} bytes, and this one would be too much. Wait for some to end.`;
      throw codedFailure("over_budget", message, { field: "params" });
    }
    if (this.#within !== undefined) this.#within.#check(bytes);
  }

  #add(calls: number, bytes: number): void {
    this.#calls += calls;
    this.#bytes += bytes;
    if (this.#within !== undefined) this.#within.#add(calls, bytes);
  }
}
