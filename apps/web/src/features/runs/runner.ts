import type { StepMode } from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { RecordView } from "../../record/record-view.js";
import type { Program } from "../../shared/program.js";
import { nameOfProcess, programOfRun } from "./copies.js";
import type { PythonEngine } from "./python-engine.js";
import { runAll, type StartQueue, startAnyway } from "./run-all.js";
import type { RunsModel } from "./runs-model.js";
import { splitArguments } from "./split-arguments.js";

interface RunnerOptions {
  runs: RunsModel;
  python: PythonEngine;
  lab: StoreApi<RecordView>;
  /** The programs of the page, in their order. */
  programs(): readonly Program[];
  /** A person starts programs, one or all. */
  onStart(): void;
  /** A person acts on a program. */
  onUse(program: string): void;
}

/** Starts, steps and stops the page's programs, as its buttons and keys ask. */
export class Runner {
  readonly runs: RunsModel;
  readonly python: PythonEngine;
  /** What "run all" does, and why it has not started some programs. */
  readonly queue: StoreApi<StartQueue> = createStore(() => ({ programs: null, notes: new Map() }));
  readonly #options: RunnerOptions;
  #startingAll: AbortController | undefined;
  /** Programs whose latest run "run all" has started. */
  #startedByAll: ReadonlySet<string> = new Set();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.runs = options.runs;
    this.python = options.python;
  }

  start(id: string): void {
    const program = this.#findStartable(id);
    if (program === undefined || !this.python.isSupported) return;
    this.#options.onStart();
    this.#options.onUse(id);
    this.#startedByAll = new Set([...this.#startedByAll].filter((other) => other !== id));
    // What "run all" has said of it is over.
    startAnyway(this.queue, id);
    void this.runs.start(program);
  }

  /** The same again: "run all", where that has started the program, else the program alone. First `before`, if given. */
  async runAgain(id: string, before?: () => Promise<void>): Promise<void> {
    const wasAll = this.#startedByAll.has(id);
    await before?.();
    if (wasAll) await this.startAll();
    else this.start(id);
  }

  stop(id: string): void {
    this.runs.stop(id);
  }

  /** One step: of a program that is paused, to its next line; one that runs stops there; another begins so. */
  step(id: string, mode: StepMode = "over"): void {
    const program = this.#find(id);
    if (program === undefined || !this.python.isSupported) return;
    const { kind } = this.runs.runOf(id).state;
    this.#options.onUse(id);
    if (kind === "paused") this.runs.resume(id, mode);
    else if (kind === "running") this.runs.pause(id);
    else if (canStart(program)) void this.runs.start(program, "into");
  }

  async startAll(): Promise<void> {
    if (!this.python.isSupported || this.queue.getState().programs !== null) return;
    this.#options.onStart();
    const controller = new AbortController();
    const starting = this.#options.programs().filter(canStart);
    this.#startedByAll = new Set(starting.map(({ id }) => id));
    this.#startingAll = controller;
    await runAll({
      runs: this.runs,
      lab: this.#options.lab,
      programs: starting,
      current: (id) => this.#findStartable(id),
      signal: controller.signal,
      queue: this.queue,
    });
    if (this.#startingAll === controller) this.queue.setState({ programs: null });
  }

  stopAll(): void {
    this.stopStarting();
    this.runs.stopAll();
  }

  /** Starts a program that "run all" lets wait, or has not started. */
  startAnyway(id: string): void {
    startAnyway(this.queue, id);
    this.start(id);
  }

  /** Ends "run all": the programs that it has yet to start are not started. */
  stopStarting(): void {
    this.#startingAll?.abort();
    this.#startingAll = undefined;
    this.queue.setState({ programs: null, notes: new Map() });
  }

  /** The run that a process is, of this page's own. */
  runOfPid(pid: number): string | undefined {
    return this.runs.store.getState().runOfPid.get(pid);
  }

  /** The program that a process is: one of this page's own, or one of that name. */
  programOfPid(pid: number): string | undefined {
    const own = this.runOfPid(pid);
    if (own !== undefined) return programOfRun(own);
    const name = nameOfProcess(this.#options.lab.getState().process(pid)?.name ?? "");
    return this.#options.programs().find((program) => program.name === name)?.id;
  }

  #findStartable(id: string): Program | undefined {
    const program = this.#find(id);
    return program !== undefined && canStart(program) ? program : undefined;
  }

  #find(id: string): Program | undefined {
    return this.#options.programs().find((program) => program.id === id);
  }
}

/** Whether its command line can be split: a quote that is not closed waits to be. */
function canStart(program: Program): boolean {
  return splitArguments(program.arguments ?? "").kind === "words";
}
