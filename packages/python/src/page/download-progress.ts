/** Before that, what has come says little of the network. */
const MIN_ELAPSED_MS = 500;

/** Counts what has come of several files, and never more than they hold. */
export class DownloadProgress {
  readonly totalBytes: number;
  readonly #bytes: Readonly<Record<string, number>>;
  readonly #onChange: (loadedBytes: number) => void;
  readonly #loaded = new Map<string, number>();
  readonly #now: () => number;
  readonly #beganMs: number;

  /** `bytes`: the size of each file, by name. `now`: milliseconds of a clock. */
  constructor(
    bytes: Readonly<Record<string, number>>,
    onChange: (loadedBytes: number) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#bytes = bytes;
    this.#now = now;
    this.#beganMs = now();
    this.totalBytes = Object.values(bytes).reduce((sum, size) => sum + size, 0);
    this.#onChange = onChange;
  }

  get loadedBytes(): number {
    let sum = 0;
    for (const [name, bytes] of this.#loaded) sum += Math.min(bytes, this.#bytes[name] ?? 0);
    return sum;
  }

  /** How long the rest takes, if it comes as fast as what has come. Undefined before that can be said. */
  get leftMs(): number | undefined {
    const { loadedBytes, totalBytes } = this;
    const elapsedMs = this.#now() - this.#beganMs;
    if (elapsedMs < MIN_ELAPSED_MS || loadedBytes === 0) return undefined;
    return (elapsedMs * (totalBytes - loadedBytes)) / loadedBytes;
  }

  add(name: string, bytes: number): void {
    this.#loaded.set(name, (this.#loaded.get(name) ?? 0) + bytes);
    this.#onChange(this.loadedBytes);
  }

  /** The file is there, whatever size it had. */
  complete(name: string): void {
    this.#loaded.set(name, this.#bytes[name] ?? 0);
    this.#onChange(this.loadedBytes);
  }
}
