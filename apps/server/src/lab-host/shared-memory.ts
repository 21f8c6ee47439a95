/** Who holds memory, and can be made to give it back. */
export interface MemoryHolder {
  /** Gives everything back, with the connection. */
  cutOff(): void;
}

/** A bound on what all connections of a lab host hold together. When it is passed, the one that holds most is cut off. */
export class SharedMemory {
  readonly #limitBytes: number;
  readonly #holders = new Map<MemoryHolder, number>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** From now on the holder has so many bytes. */
  set(holder: MemoryHolder, bytes: number): void {
    this.#bytes += bytes - (this.#holders.get(holder) ?? 0);
    if (bytes === 0) this.#holders.delete(holder);
    else this.#holders.set(holder, bytes);
    while (this.#bytes > this.#limitBytes) this.#cutOffLargest();
  }

  #cutOffLargest(): void {
    let largest: MemoryHolder | undefined;
    let most = 0;
    for (const [holder, bytes] of this.#holders) {
      if (bytes <= most) continue;
      largest = holder;
      most = bytes;
    }
    if (largest === undefined) return;
    this.#holders.delete(largest);
    this.#bytes -= most;
    largest.cutOff();
  }
}
