/** What labs have waiting for one worker thread: the labs in turn, what one has added in its order. */
export class LabsInTurn<T> {
  readonly #waiting = new Map<string, T[]>();

  add(lab: string, item: T): void {
    const waiting = this.#waiting.get(lab);
    if (waiting === undefined) this.#waiting.set(lab, [item]);
    else waiting.push(item);
  }

  countOf(lab: string): number {
    return this.#waiting.get(lab)?.length ?? 0;
  }

  /** Takes the next one; its lab has its next turn behind all others. */
  take(): T | undefined {
    const [lab, waiting = []] = this.#waiting.entries().next().value ?? [];
    if (lab === undefined) return undefined;
    const item = waiting.shift();
    this.#waiting.delete(lab);
    if (waiting.length > 0) this.#waiting.set(lab, waiting);
    return item;
  }
}
