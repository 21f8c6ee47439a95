import type { EngineKind, InterpreterAssets } from "../shared/messages.js";
import { forgetSnapshot } from "../shared/snapshot-cache.js";
import { askWorker, type ProgramWorker, webWorker } from "./program-worker.js";
import { shared } from "./shared-memory.js";

/** Interpreters kept ready: one for each of the two programs that a person starts at once. */
const RESERVE = 2;

/** The reserve is filled up, one by one, only when programs that were just started have had the processor for a while. */
const REFILL_DELAY_MS = 1000;

export interface PoolOptions {
  engine: EngineKind;
  assets: InterpreterAssets;
  /** The snapshot of an earlier visit, if there is one. */
  snapshot: Uint8Array | undefined;
  /** Ends the making of a snapshot. */
  signal: AbortSignal;
  /** The first interpreter is ready. */
  onReady(): void;
  /** An interpreter could not be started, and trying again would not help. */
  onFailed(error: Error): void;
}

type Taker = (worker: ProgramWorker) => void;

/**
 * Workers with an interpreter that is ready to run one program. On a first visit one is started from nothing
 * and only leaves a snapshot of its memory; the others start from that, ten times as fast.
 */
export class InterpreterPool {
  readonly #options: PoolOptions;
  readonly #ready: ProgramWorker[] = [];
  readonly #starting = new Set<ProgramWorker>();
  readonly #takers = new Set<Taker>();
  #snapshot: Uint8Array | null = null;
  #refill: ReturnType<typeof setTimeout> | undefined;
  #isOpen = true;
  #hasBeenReady = false;

  private constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Makes a snapshot where there is none, and starts the reserve. Where none can be made, goes on without. */
  static async open(options: PoolOptions): Promise<InterpreterPool> {
    const pool = new InterpreterPool(options);
    const snapshot = options.snapshot ?? (await madeSnapshot(options));
    if (snapshot !== undefined) pool.#snapshot = shared(snapshot);
    // One first: two at once would be ready later than one after the other.
    pool.#fill(1);
    return pool;
  }

  /** Calls back with a worker as soon as there is one. Returns how to give up. */
  take(taker: Taker): () => void {
    const worker = this.#ready.shift();
    if (worker === undefined) this.#takers.add(taker);
    else taker(worker);
    this.#fill(this.#takers.size);
    clearTimeout(this.#refill);
    this.#refill = setTimeout(() => this.#fillReserve(), REFILL_DELAY_MS);
    return () => this.#takers.delete(taker);
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#refill);
    for (const worker of [...this.#ready, ...this.#starting]) worker.end();
    this.#ready.length = 0;
    this.#starting.clear();
    this.#takers.clear();
  }

  #fill(count: number): void {
    while (this.#isOpen && this.#ready.length + this.#starting.size < count) {
      this.#start();
    }
  }

  #fillReserve(): void {
    if (this.#isOpen && this.#starting.size === 0 && this.#ready.length < RESERVE) this.#start();
  }

  #start(): void {
    const worker = startWorker();
    const snapshot = this.#snapshot;
    const { engine, assets } = this.#options;
    this.#starting.add(worker);
    askWorker(worker, { kind: "boot", engine, assets, snapshot })
      .then(() => this.#hand(worker))
      .catch((error: Error) => {
        this.#starting.delete(worker);
        worker.end();
        if (!this.#isOpen) return;
        if (snapshot === null) {
          this.#options.onFailed(error);
          return;
        }
        console.warn("Python could not start from its memory snapshot:", error);
        this.#snapshot = null;
        forgetSnapshot().catch(() => undefined);
        this.#fill(RESERVE + this.#takers.size);
      });
  }

  #hand(worker: ProgramWorker): void {
    if (!this.#starting.delete(worker)) return;
    if (!this.#hasBeenReady) {
      this.#hasBeenReady = true;
      this.#options.onReady();
    }
    const [taker] = this.#takers;
    if (taker === undefined) {
      this.#ready.push(worker);
    } else {
      this.#takers.delete(taker);
      taker(worker);
    }
    this.#fillReserve();
  }
}

async function madeSnapshot({ engine, assets, signal }: PoolOptions): Promise<Uint8Array | undefined> {
  const worker = startWorker();
  signal.addEventListener("abort", () => worker.end(), { once: true });
  try {
    const reply = await askWorker(worker, { kind: "snapshot", engine, assets });
    return reply.kind === "snapshot" ? reply.snapshot : undefined;
  } catch (error) {
    worker.end();
    console.warn("Python starts without a memory snapshot:", error);
    return undefined;
  }
}

function startWorker(): ProgramWorker {
  return webWorker(new Worker(new URL("../worker/worker.js", import.meta.url), { type: "module" }));
}
