import { codedFailure } from "@sockpit/protocol";

/** Requests that are being answered at once, in all, event streams and downloads included. */
const TOTAL = 2048;

/** The same for one lab, or for all requests of a visitor that need no token: a call that waits keeps its request open. */
const PER_SOURCE = 256;

/** Bounds how many requests are being answered: a connection may carry many (pipelining, RFC 9112 §9.3.2). */
export class RequestsUnderWay {
  readonly #bySource = new Map<string, number>();
  #total = 0;

  /** Counts a request until `release`. `over_budget`. */
  begin(source: string): { release: () => void } {
    const ofSource = this.#bySource.get(source) ?? 0;
    if (this.#total >= TOTAL || ofSource >= PER_SOURCE) {
      const message = `At most ${PER_SOURCE} requests of a lab, and ${TOTAL} of all, are answered at once. Try again in a second.`;
      throw codedFailure("over_budget", message);
    }
    this.#total += 1;
    this.#bySource.set(source, ofSource + 1);
    return { release: () => this.#release(source) };
  }

  get total(): number {
    return this.#total;
  }

  #release(source: string): void {
    this.#total -= 1;
    const left = (this.#bySource.get(source) ?? 1) - 1;
    if (left === 0) this.#bySource.delete(source);
    else this.#bySource.set(source, left);
  }
}
