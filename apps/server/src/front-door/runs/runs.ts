import { type CreateRun, codedFailure, limits } from "@sockpit/protocol";
import type { Visitor } from "../entry/visitor.js";
import { closeLab, type LabMaking, type MadeLab, openLab } from "../lab-hosts/open-lab.js";
import { Run } from "./run.js";
import { type RunLabs, RunProcess } from "./run-process.js";

/** Each is a process of some 70 MB, and as busy as its programs. */
const RUNS_AT_ONCE = 4;
const RUNS_OF_VISITOR = 2;

/** How long a run that is over is kept, and how many bytes all of them hold: some of the largest, thousands of the usual size. */
const KEPT_MS = 10 * 60 * 1000;
const KEPT_BYTES = 64 * 1024 * 1024;
const KEPT_RUNS = 256;

interface RunsParts extends LabMaking {
  /** Where the front door is reached from this machine. */
  readonly baseUrl: () => string;
  /** Labs of runs are opened by their tokens alone: the front door's own processes know no access code. */
  readonly ownLabs: Set<string>;
  readonly runsPython: boolean;
}

interface Entry {
  readonly run: Run;
  readonly process: RunProcess;
  readonly visitor: Visitor;
  timer: NodeJS.Timeout;
}

/** The runs of scenarios that this server makes, and those that it has made lately. */
export class Runs {
  readonly #parts: RunsParts;
  /** The oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #running = new Set<Entry>();

  constructor(parts: RunsParts) {
    this.#parts = parts;
  }

  /** Starts one. `accepted` rejects where it cannot be run. `too_many_runs`. */
  start(
    visitor: Visitor,
    { scenario, file, seed, timeLimitSeconds }: CreateRun,
  ): { run: Run; accepted: Promise<void> } {
    this.#checkRoom(visitor);
    const { baseUrl, runsPython } = this.#parts;
    const run = new Run(({ id }) => this.#entries.get(id)?.process.stop());
    const order = { scenario, file, seed, timeLimitSeconds, baseUrl: baseUrl(), runsPython };
    const entry: Entry = {
      run,
      visitor,
      process: new RunProcess(run, order, {
        labs: { open: (lab) => this.#openLab(visitor, lab), close: (lab) => this.#closeLab(lab) },
        onEnd: () => this.#ended(entry),
      }),
      timer: setTimeout(
        () => run.stop(`the time of a run is over: ${limits.runSeconds} s`),
        limits.runSeconds * 1000,
      ).unref(),
    };
    this.#entries.set(run.id, entry);
    this.#running.add(entry);
    return { run, accepted: entry.process.accepted };
  }

  /** `no_such_run` */
  find(id: string): Run {
    const entry = this.#entries.get(id);
    if (entry !== undefined) return entry.run;
    throw codedFailure("no_such_run", "There is no such run. Runs are kept for some minutes.", {
      field: "run",
    });
  }

  /** Stops it if it runs, and forgets it. */
  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.run.stop("it was deleted");
    if (!this.#running.has(entry)) clearTimeout(entry.timer);
    this.#entries.delete(id);
  }

  /** Ends all processes. */
  stop(): void {
    for (const { run } of this.#running) run.stop("the server stops");
  }

  #checkRoom(visitor: Visitor): void {
    // A process whose run is over has only to end.
    const running = [...this.#running].filter(({ run }) => !run.isOver);
    const own = running.filter((entry) => entry.visitor === visitor).length;
    if (own < RUNS_OF_VISITOR && running.length < RUNS_AT_ONCE) return;
    const whose = own < RUNS_OF_VISITOR ? `${RUNS_AT_ONCE} scenarios run here` : `You run ${own} scenarios`;
    throw codedFailure("too_many_runs", `${whose} already. Wait until one ends, or stop one.`);
  }

  async #openLab(visitor: Visitor, hosts: Parameters<RunLabs["open"]>[0]) {
    const { ownLabs } = this.#parts;
    const lab = await openLab(this.#parts, { visitor, ttlSeconds: limits.runSeconds + 60, ...hosts });
    ownLabs.add(lab.id);
    return lab;
  }

  #closeLab({ host, id }: MadeLab): void {
    this.#parts.ownLabs.delete(id);
    void closeLab(host, id);
  }

  #ended(entry: Entry): void {
    this.#running.delete(entry);
    clearTimeout(entry.timer);
    const { id } = entry.run;
    if (!this.#entries.has(id)) return;
    // What could not be run has been answered.
    if (entry.run.error !== undefined && entry.run.results === undefined) this.#entries.delete(id);
    entry.timer = setTimeout(() => this.#entries.delete(id), KEPT_MS).unref();
    this.#makeRoom();
  }

  #makeRoom(): void {
    let bytes = 0;
    for (const { run } of this.#entries.values()) bytes += run.bytes;
    for (const [id, { run, timer }] of this.#entries) {
      if (bytes <= KEPT_BYTES && this.#entries.size <= KEPT_RUNS) return;
      if (!run.isOver) continue;
      clearTimeout(timer);
      this.#entries.delete(id);
      bytes -= run.bytes;
    }
  }
}
