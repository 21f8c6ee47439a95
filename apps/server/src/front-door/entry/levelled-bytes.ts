interface Owner {
  readonly source: string;
  readonly visitor: string;
}

interface Bounds {
  readonly source: number;
  readonly visitor: number;
  readonly total: number;
}

/** Bytes by source, by visitor and in all, each with its bound. */
export class LevelledBytes {
  readonly #bounds: Bounds;
  readonly #bySource = new Map<string, number>();
  readonly #byVisitor = new Map<string, number>();
  total = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** The narrowest bound that so many more bytes of an owner would pass; undefined where there is room. */
  lacking({ source, visitor, bytes }: Owner & { readonly bytes: number }): keyof Bounds | undefined {
    if ((this.#bySource.get(source) ?? 0) + bytes > this.#bounds.source) return "source";
    if ((this.#byVisitor.get(visitor) ?? 0) + bytes > this.#bounds.visitor) return "visitor";
    return this.total + bytes > this.#bounds.total ? "total" : undefined;
  }

  /** More bytes of an owner, or fewer where the number is negative. */
  add({ source, visitor }: Owner, bytes: number): void {
    this.total += bytes;
    addTo(this.#bySource, source, bytes);
    addTo(this.#byVisitor, visitor, bytes);
  }
}

function addTo(map: Map<string, number>, key: string, bytes: number): void {
  const sum = (map.get(key) ?? 0) + bytes;
  if (sum === 0) map.delete(key);
  else map.set(key, sum);
}
