interface Due<T> {
  readonly dueUs: number;
  /** Of several that are due at one moment, those that were added first come first. */
  readonly order: number;
  readonly value: T;
}

/** What is due at some moment, the earliest first: a binary heap, so that each step takes O(log n). */
export class DueHeap<T> {
  readonly #entries: Due<T>[] = [];
  #added = 0;

  get size(): number {
    return this.#entries.length;
  }

  /** Infinity where nothing is. */
  get nextUs(): number {
    return this.#entries[0]?.dueUs ?? Number.POSITIVE_INFINITY;
  }

  /** Returns the entry's order, its own in this heap. */
  add(dueUs: number, value: T): number {
    this.#added += 1;
    const entry = { dueUs, order: this.#added, value };
    let at = this.#entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#entries[parent];
      if (above === undefined || isBefore(above, entry)) break;
      this.#entries[at] = above;
      at = parent;
    }
    this.#entries[at] = entry;
    return entry.order;
  }

  take(): Due<T> | undefined {
    const first = this.#entries[0];
    const last = this.#entries.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  #sink(entry: Due<T>): void {
    const entries = this.#entries;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let below = entries[child];
      if (below === undefined) break;
      const other = entries[child + 1];
      if (other !== undefined && isBefore(other, below)) {
        child += 1;
        below = other;
      }
      if (isBefore(entry, below)) break;
      entries[at] = below;
      at = child;
    }
    entries[at] = entry;
  }
}

function isBefore<T>(a: Due<T>, b: Due<T>): boolean {
  return a.dueUs < b.dueUs || (a.dueUs === b.dueUs && a.order < b.order);
}
