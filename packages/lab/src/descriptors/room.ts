/** Room for some files that a call has taken in its process's table and its lab. What is not used is given back. */
export class Room {
  readonly syscall: string;
  #left: number;
  readonly #onTaken: (count: number, isUsed: boolean) => void;

  /** `onTaken` is called once for each place, used or not. */
  constructor(syscall: string, count: number, onTaken: (count: number, isUsed: boolean) => void) {
    this.syscall = syscall;
    this.#left = count;
    this.#onTaken = onTaken;
  }

  use(): void {
    this.#left -= 1;
    this.#onTaken(1, true);
  }

  release(): void {
    const left = this.#left;
    this.#left = 0;
    if (left > 0) this.#onTaken(left, false);
  }
}
