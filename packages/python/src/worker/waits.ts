/** A wait of one thread: a signal may interrupt it where it is the main thread's. */
export interface Wait {
  isInterrupted(): boolean;
  /** Calls back when a signal interrupts it, at once where one has; the last that was given. Not once it has ended. */
  onInterrupt(listener: () => void): void;
  end(): void;
}

/** Of the other threads: signals are the main thread's alone. */
const uninterrupted: Wait = {
  isInterrupted: () => false,
  onInterrupt: () => undefined,
  end: () => undefined,
};

/** What the main thread waits for. */
export class Waits {
  readonly #open = new Set<MainWait>();
  readonly #hasSignal: () => boolean;

  /** `hasSignal`: whether one has come and was not taken yet; a wait that begins then is interrupted at once. */
  constructor(hasSignal: () => boolean) {
    this.#hasSignal = hasSignal;
  }

  /** `thread`: the name of a thread that is not the main one. */
  begin(thread: string | undefined): Wait {
    return thread === undefined ? new MainWait(this.#open, this.#hasSignal()) : uninterrupted;
  }

  /** Interrupts what the main thread waits for. False where it does not wait. */
  interrupt(): boolean {
    if (this.#open.size === 0) return false;
    for (const wait of [...this.#open]) wait.interrupt();
    return true;
  }
}

class MainWait implements Wait {
  readonly #open: Set<MainWait>;
  #isInterrupted: boolean;
  #listener: (() => void) | undefined;

  constructor(open: Set<MainWait>, isInterrupted: boolean) {
    this.#open = open;
    this.#isInterrupted = isInterrupted;
    open.add(this);
  }

  isInterrupted(): boolean {
    return this.#isInterrupted;
  }

  onInterrupt(listener: () => void): void {
    if (this.#isInterrupted) listener();
    else this.#listener = listener;
  }

  interrupt(): void {
    if (this.#isInterrupted) return;
    this.#isInterrupted = true;
    this.#listener?.();
  }

  end(): void {
    this.#open.delete(this);
  }
}
