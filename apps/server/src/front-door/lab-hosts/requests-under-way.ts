import { codedFailure } from "@sockpit/protocol";

interface Bounds {
  /** At once, in all. */
  total: number;
  /** The same for one lab, or for all requests of a visitor that need no token. */
  perSource: number;
  /** What they are, for the error: `requests`. */
  name: string;
}

/** Bounds how many requests are being answered: a connection may carry many (pipelining, RFC 9112 §9.3.2). */
export class RequestsUnderWay {
  readonly #bounds: Bounds;
  readonly #bySource = new Map<string, number>();
  #total = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** Counts a request until `release`. `over_budget`. */
  begin(source: string): { release: () => void } {
    const { total, perSource, name } = this.#bounds;
    const ofSource = this.#bySource.get(source) ?? 0;
    if (this.#total >= total || ofSource >= perSource) {
      const message = `At most ${perSource} ${name} of a lab, and ${total} of all, are answered at once. Try again in a second.`;
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
