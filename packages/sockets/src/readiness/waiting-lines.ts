/** What a waiter made of a try: it is done, it got further, or there was nothing for it. */
export type RetryOutcome = "settled" | "moved" | "nothing";

/** One call that waits on an fd. */
export interface Waiter {
  readonly syscall: string;
  /** EPOLLIN, EPOLLOUT … as bits. */
  readonly interest: number;
  /**
   * Calls of one name take the same thing from the fd: where one finds nothing, so do those behind it. Undefined for a
   * call that may find something where others do not.
   */
  readonly line: string | undefined;
  /** No event reports when it may go on. */
  readonly isUnreported: boolean;
  /** Whether it is for the call itself to answer that its fd is closed. */
  readonly outlivesClose: boolean;
  retry(): RetryOutcome;
  fail(failure: Error): void;
  /** The fd is about to be closed. */
  closed(): void;
}

interface Line {
  readonly interest: number;
  /** Whether those in it take the same thing. */
  readonly isTaking: boolean;
  readonly waiters: Set<Waiter>;
}

/** Who waits on one fd: in lines, each in order of arrival. */
export class WaitingLines {
  readonly #lines = new Map<string, Line>();
  readonly #unreported = new Set<Waiter>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get hasUnreported(): boolean {
    return this.#unreported.size > 0;
  }

  add(waiter: Waiter): void {
    const key = keyOf(waiter);
    const { interest, line: name } = waiter;
    const line = this.#lines.get(key) ?? { interest, isTaking: name !== undefined, waiters: new Set() };
    this.#lines.set(key, line);
    line.waiters.add(waiter);
    if (waiter.isUnreported) this.#unreported.add(waiter);
    this.#size += 1;
  }

  /** False where it does not wait here. */
  remove(waiter: Waiter): boolean {
    const key = keyOf(waiter);
    const line = this.#lines.get(key);
    if (line?.waiters.delete(waiter) !== true) return false;
    if (line.waiters.size === 0) this.#lines.delete(key);
    this.#unreported.delete(waiter);
    this.#size -= 1;
    return true;
  }

  /** What all of them wait for. */
  interest(): number {
    let interest = 0;
    for (const line of this.#lines.values()) interest |= line.interest;
    return interest;
  }

  /** The lines as they are now, those that take something first. */
  inOrder(): Line[] {
    return [...this.#lines.values()].sort((a, b) => Number(b.isTaking) - Number(a.isTaking));
  }

  all(): Waiter[] {
    return [...this.#lines.values()].flatMap(({ waiters }) => [...waiters]);
  }

  /** Some of those that no event is reported for. */
  unreported(count: number): Waiter[] {
    const some: Waiter[] = [];
    for (const waiter of this.#unreported) if (some.push(waiter) === count) break;
    return some;
  }

  toTheBack(waiter: Waiter): void {
    if (this.#unreported.delete(waiter)) this.#unreported.add(waiter);
  }
}

function keyOf({ interest, line }: Waiter): string {
  return `${interest} ${line ?? ""}`;
}
