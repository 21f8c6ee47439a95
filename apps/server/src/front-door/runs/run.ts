import { randomBytes } from "node:crypto";
import type { CallError, Run as RunDescription } from "@sockpit/protocol";
import type { RenderedResults } from "../../between/run-messages.js";

/** Steps of progress that are kept; the oldest go first. A scenario with as many expectations as it may have, run ten times. */
const MAX_PROGRESS = 10_000;

const ID_BYTES = 16;

/** What the labs of one condition have recorded. */
export interface ConditionRecord {
  readonly events: Uint8Array;
  readonly packets: Uint8Array | undefined;
}

export type RunState = RunDescription["state"];

/** A run of a scenario, as far as it is known: its progress, its results, and what its labs have recorded. */
export class Run {
  /** Nobody can guess it: who knows it may see the run. */
  readonly id = randomBytes(ID_BYTES).toString("base64url");
  readonly startedAt = new Date();
  readonly records = new Map<number, ConditionRecord>();
  results: RenderedResults | undefined;
  #state: RunState = "running";
  #reason: string | undefined;
  #error: CallError | undefined;
  readonly #progress: string[] = [];
  #forgotten = 0;
  readonly #waiting = new Set<() => void>();
  readonly #stop: (run: Run) => void;

  constructor(stop: (run: Run) => void) {
    this.#stop = stop;
  }

  get isOver(): boolean {
    return this.#state !== "running";
  }

  /** Why it could not be run, where that is so. */
  get error(): CallError | undefined {
    return this.#error;
  }

  /** Interrupts its programs. The first reason counts. */
  stop(reason: string): void {
    if (this.isOver) return;
    this.#reason ??= reason;
    this.#stop(this);
  }

  addProgress(json: string): void {
    this.#progress.push(json);
    if (this.#progress.length > MAX_PROGRESS) {
      this.#progress.shift();
      this.#forgotten += 1;
    }
    this.#wake();
  }

  end(error: CallError | undefined): void {
    if (this.isOver) return;
    this.#error = error;
    this.#state = error !== undefined ? "failed" : this.#reason !== undefined ? "stopped" : "ended";
    this.#reason = error?.message ?? this.#reason;
    this.#wake();
  }

  /** Bytes that it holds. */
  get bytes(): number {
    const { json = "", xml = "", html = "" } = this.results ?? {};
    let bytes = json.length + xml.length + html.length;
    for (const { events, packets } of this.records.values()) bytes += events.length + (packets?.length ?? 0);
    return bytes;
  }

  /** As JSON: `Run` of the protocol. */
  description(): string {
    const path = `/api/runs/${this.id}`;
    const facts: Omit<RunDescription, "results"> = {
      id: this.id,
      state: this.#state,
      ...(this.#reason !== undefined && { reason: this.#reason }),
      startedAt: this.startedAt.toISOString(),
      ...(this.#state === "ended" && { isPassed: this.results?.isPassed === true }),
      records: [...this.records].map(([number, { packets }]) => ({
        number,
        events: `${path}/conditions/${number}/events`,
        ...(packets !== undefined && { packets: `${path}/conditions/${number}/packets.pcapng` }),
      })),
    };
    // The results are JSON already, of up to some megabytes.
    const results = this.results === undefined ? "" : `,"results":${this.results.json}`;
    return `${JSON.stringify(facts).slice(0, -1)}${results}}`;
  }

  /** Its progress as server-sent events after a number, and its end: WHATWG HTML §9.2. */
  async *follow(after = 0): AsyncIterableIterator<Uint8Array, undefined> {
    for (let next = after + 1; ; ) {
      next = Math.max(next, this.#forgotten + 1);
      const json = this.#progress[next - 1 - this.#forgotten];
      if (json !== undefined) {
        yield Buffer.from(`id: ${next}\ndata: ${json}\n\n`);
        next += 1;
      } else if (this.isOver) {
        yield Buffer.from(`event: end\ndata: ${this.description()}\n\n`);
        return undefined;
      } else await this.#news();
    }
  }

  /** Resolves once it is over. */
  async whenOver(): Promise<void> {
    while (!this.isOver) await this.#news();
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
    });
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
