/** Segments that wait for the bytes before them; a gap that never closes, since its packet is not recorded, is passed over. */
const MAX_EARLY = 256;

/** A segment, and how many of its bytes nothing before it has brought. */
interface NewBytes<T> {
  segment: T;
  bytes: number;
}

interface Early<T> {
  start: number;
  end: number;
  segment: T;
}

/** What has come in of one stream, in the order in which a call can take it: a byte behind a gap waits until that is closed. */
export class ArrivedBytes<T> {
  readonly #isReordered: boolean;
  /** How far the stream is there without a gap, counted as its sender counts. */
  #next: number | undefined;
  #early: Early<T>[] = [];

  /** `isReordered`: whether segments can come in another order than they were sent in. Where not, a gap is not recorded. */
  constructor(isReordered: boolean) {
    this.#isReordered = isReordered;
  }

  /** A segment with bytes has come: those that can be taken from now on, it or others that waited for it. */
  add(segment: T, start: number, end: number): NewBytes<T>[] {
    this.#next ??= start;
    if (start <= this.#next || !this.#isReordered)
      return [...this.#advance({ start, end, segment }), ...this.#closed()];
    const place = this.#early.findIndex((other) => other.start > start);
    this.#early.splice(place === -1 ? this.#early.length : place, 0, { start, end, segment });
    if (this.#early.length <= MAX_EARLY) return [];
    this.#next = this.#early[0]?.start ?? this.#next;
    return this.#closed();
  }

  #advance({ start, end, segment }: Early<T>): NewBytes<T>[] {
    const next = this.#next ?? start;
    if (end <= next) return [];
    this.#next = end;
    return [{ segment, bytes: end - Math.max(start, next) }];
  }

  #closed(): NewBytes<T>[] {
    const there: NewBytes<T>[] = [];
    for (
      let [first] = this.#early;
      first !== undefined && first.start <= (this.#next ?? 0);
      [first] = this.#early
    ) {
      this.#early.shift();
      there.push(...this.#advance(first));
    }
    return there;
  }
}
