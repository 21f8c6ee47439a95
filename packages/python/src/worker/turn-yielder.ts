/** How long a program may go on from wait to wait before everything else has its turn. */
const LONGEST_TASK_MS = 10;

/** Lets everything that is ready have its turn: one task of the event loop, sooner than any timer comes. */
export class TurnYielder {
  readonly #channel = new MessageChannel();
  readonly #next: (() => void)[] = [];
  #yieldedMs = performance.now();

  constructor() {
    this.#channel.port1.onmessage = () => {
      this.#yieldedMs = performance.now();
      this.#next.shift()?.();
    };
  }

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#next.push(resolve);
      this.#channel.port2.postMessage(null);
    });
  }

  /**
   * The same, ahead of those that `wait`: for what has waited already. Those lose one place only, for each has a task of its
   * own.
   */
  waitAhead(): Promise<void> {
    return new Promise((resolve) => {
      this.#next.unshift(resolve);
      this.#channel.port2.postMessage(null);
    });
  }

  /** The event loop has begun a turn of its own accord: for a message of the lab. */
  turnBegan(): void {
    this.#yieldedMs = performance.now();
  }

  /**
   * Whether that was long ago. What resolves at once (threads that wake up each other, calls of a lost lab) goes on
   * within one task of the event loop, in which no message and no timer comes.
   */
  get isOverdue(): boolean {
    return performance.now() - this.#yieldedMs >= LONGEST_TASK_MS;
  }

  close(): void {
    this.#channel.port1.close();
  }
}
