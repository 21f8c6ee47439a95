import type { LabKey } from "@sockpit/client";
import type {
  Breakpoints,
  FileChange,
  PausePlace,
  ProgramEnd,
  ProgramFile,
  PythonProgram,
  PythonProgramOptions,
  StepMode,
} from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";
import { FrameBatch, type ScheduleFrame } from "../../shared/frame-batch.js";
import type { Program } from "../../shared/program.js";
import { copiesOf, copyNumbers, processName, runId } from "./copies.js";
import { appendOutput, emptyOutput, type OutputSource } from "./output.js";
import { goingOn, isActive, noRun, type Run } from "./run.js";
import { RunCounts } from "./run-counts.js";
import { splitArguments } from "./split-arguments.js";
import { type WaitRecord, withoutOpen, withWait } from "./wait-record.js";

export interface RunsState {
  /** By program id. */
  runs: ReadonlyMap<string, Run>;
  /** Which run a process of this page is, or was: `programOfRun` gives its program. */
  runOfPid: ReadonlyMap<number, string>;
  /** Runs that another has followed, by process: what they printed, for who looks back. */
  earlierRuns: ReadonlyMap<number, Run>;
}

/** Earlier runs that are kept, of all programs together. */
const MAX_EARLIER_RUNS = 32;

interface RunsOptions {
  baseUrl: string;
  run(options: PythonProgramOptions): PythonProgram;
  whenLabOpen(): Promise<LabKey>;
  /** The lab's clock: microseconds. */
  nowUs(): number;
  /** The host that a program is to run on, in a lab with a wire. */
  hostOf?(program: Program): Promise<string | undefined>;
  /** A program is about to run, with the text that it has now. */
  onLaunch?(program: Program): void;
  /** What lies in the working directory of a program that starts now. */
  filesFor?(program: Program): readonly ProgramFile[];
  /** A program has changed files. Gives the changes that hold for the others. */
  onFiles?(program: Program, changes: readonly FileChange[]): readonly FileChange[];
  /** Lines at which a program pauses, of its own file and of those that it imports. */
  breakpointsFor(program: Program): Breakpoints;
  /** A program is paused in a file that it imports. */
  onPausedElsewhere?(program: string, place: PausePlace): void;
  counts?: RunCounts;
  schedule?: ScheduleFrame;
}

interface Launch {
  key: LabKey;
  /** Which of the program's runs it is, from 1. */
  copy: number;
  host: string | undefined;
  isCurrent(): boolean;
  mode: "continue" | "into";
}

interface Printed {
  program: string;
  source: OutputSource;
  text: string;
  atUs: number;
}

/** Runs programs, one process each, and keeps what each printed. */
export class RunsModel {
  readonly store: StoreApi<RunsState> = createStore(() => ({
    runs: new Map(),
    runOfPid: new Map(),
    earlierRuns: new Map(),
  }));
  /** How many times *Run* runs each program at once. */
  readonly counts: RunCounts;
  readonly #options: RunsOptions;
  /** The interpreter's side of each program under way, by program id. */
  readonly #programs = new Map<string, PythonProgram>();
  /** Counts the runs of each program; what an overtaken run still reports is ignored. */
  readonly #runNumbers = new Map<string, number>();
  /** Lines given before they were asked for, by program id, as a terminal keeps them. */
  readonly #typedAhead = new Map<string, readonly string[]>();
  readonly #printed: FrameBatch<Printed>;

  constructor(options: RunsOptions) {
    this.#options = options;
    this.counts = options.counts ?? new RunCounts(undefined);
    this.#printed = new FrameBatch<Printed>((printed) => this.#show(printed), options.schedule);
  }

  runOf(program: string): Run {
    return this.store.getState().runs.get(program) ?? noRun;
  }

  /**
   * Starts a program in a new process, to run, as many times as *Run* does, or once to stop at its first line. A run of it
   * that goes on stays.
   */
  async start(program: Program, mode: "continue" | "into" = "continue"): Promise<void> {
    const count = mode === "into" ? 1 : this.counts.of(program.id);
    this.#forgetCopies(program.id, count);
    const copies = copyNumbers.slice(0, count);
    await Promise.all(copies.map((copy) => this.#startOne(program, copy, mode)));
  }

  /** Stops all runs of a program. */
  stop(program: string): void {
    for (const { copy } of copiesOf(this.store.getState().runs, program)) this.#stopOne(runId(program, copy));
  }

  async #startOne(program: Program, copy: number, mode: "continue" | "into"): Promise<void> {
    const id = runId(program.id, copy);
    if (isActive(this.runOf(id))) return;
    const number = (this.#runNumbers.get(id) ?? 0) + 1;
    this.#runNumbers.set(id, number);
    this.#printed.flush();
    this.#keepEarlier(this.runOf(id));
    this.#set(id, { ...noRun, state: { kind: "waiting" } });
    const key = await this.#options.whenLabOpen();
    const host = await this.#options.hostOf?.(program);
    const isCurrent = () => this.#runNumbers.get(id) === number && isActive(this.runOf(id));
    if (!isCurrent()) return;
    this.#programs.set(id, this.#launch(program, { key, copy, host, isCurrent, mode }));
  }

  /** Puts runs away that have ended, and are more than what runs now. */
  #forgetCopies(program: string, count: number): void {
    const all = copiesOf(this.store.getState().runs, program);
    const over = all.filter(({ copy, run }) => copy > count && !isActive(run));
    for (const { run } of over) this.#keepEarlier(run);
    const ids = new Set(over.map(({ copy }) => runId(program, copy)));
    if (ids.size === 0) return;
    this.store.setState(({ runs }) => ({ runs: new Map([...runs].filter(([id]) => !ids.has(id))) }));
  }

  #stopOne(program: string): void {
    if (!isActive(this.runOf(program))) return;
    const running = this.#programs.get(program);
    if (running === undefined) {
      this.#end(program, { status: 130, reason: "terminated" });
      return;
    }
    this.#set(program, { state: { kind: "stopping" } });
    running.stop();
  }

  /** Ends a program by force, all runs of it: one that has caught the KeyboardInterrupt of Stop. */
  kill(program: string): void {
    for (const { copy, run } of copiesOf(this.store.getState().runs, program)) {
      if (!isActive(run)) continue;
      const id = runId(program, copy);
      this.#set(id, { state: { kind: "stopping" } });
      void this.#programs.get(id)?.kill();
    }
  }

  /** Continues a program that is paused: to its end, or by one step. */
  resume(program: string, mode: StepMode): void {
    if (this.runOf(program).state.kind !== "paused") return;
    this.#set(program, { state: goingOn(this.runOf(program)) });
    this.#waited(program, ({ what }) => what === "stop");
    this.#programs.get(program)?.resume(mode);
  }

  /** Stops a program that runs at the next line that it comes to. */
  pause(program: string): void {
    this.#programs.get(program)?.pause();
  }

  /** Sends a program under way its breakpoints. */
  updateBreakpoints(program: Program): void {
    this.#programs.get(program.id)?.setBreakpoints(this.#options.breakpointsFor(program));
  }

  stopAll(): void {
    for (const run of this.store.getState().runs.keys()) this.#stopOne(run);
  }

  /**
   * Answers with several lines, as a paste into a terminal: one for this question, the others for the next ones.
   * What comes after the last end of line waits to be finished.
   */
  answerLines(program: string, pasted: string): void {
    const [first = "", ...others] = pasted.split(/\r\n|\r|\n/);
    const draft = others.pop() ?? "";
    this.#typedAhead.set(program, others);
    this.#set(program, { draft });
    this.answer(program, first);
  }

  /** Gives the line that a program asks for; null is end of file. */
  answer(program: string, text: string | null): void {
    const { state, isSecret } = this.runOf(program);
    if (state.kind !== "waitingInput") return;
    this.#print(program, "input", text === null ? "^D\n" : `${isSecret ? "" : text}\n`);
    this.#set(program, { state: { kind: "running" }, question: null });
    this.#programs.get(program)?.answer(text);
  }

  clearOutput(program: string): void {
    this.#printed.flush();
    this.#set(program, { output: emptyOutput });
  }

  /** The lab is gone, and with it every process in it. Returns the runs in it as they have ended. */
  loseAll(): RunsState {
    const before = this.store.getState();
    for (const [program, run] of this.store.getState().runs) {
      // In the new lab the same number is another process.
      this.#set(program, { pid: null });
      // One that still waits for a lab will get the new one.
      if (!isActive(run) || !this.#programs.has(program)) continue;
      const running = this.#programs.get(program);
      this.#end(program, { status: 1, reason: "lost" });
      running?.stop();
    }
    const { runs } = this.store.getState();
    this.store.setState({ runOfPid: new Map(), earlierRuns: new Map() });
    const ran = [...before.runs].filter(([, { pid }]) => pid !== null);
    return {
      ...before,
      runs: new Map(ran.map(([id, { pid }]) => [id, { ...(runs.get(id) ?? noRun), pid }])),
    };
  }

  #ask(program: string, prompt: string, isSecret: boolean): void {
    const { state } = this.runOf(program);
    const isGoingOn = state.kind !== "paused" && state.kind !== "stopping";
    this.#set(program, {
      question: prompt,
      isSecret,
      state: isGoingOn ? { kind: "waitingInput", prompt } : state,
    });
    if (!isGoingOn) return;
    const [next, ...later] = this.#typedAhead.get(program) ?? [];
    if (next === undefined) return;
    this.#typedAhead.set(program, later);
    this.answer(program, next);
  }

  #launch(program: Program, { key, copy, host, isCurrent, mode }: Launch): PythonProgram {
    const { name, source } = program;
    const id = runId(program.id, copy);
    this.#options.onLaunch?.(program);
    const line = splitArguments(program.arguments ?? "");
    return this.#options.run({
      name,
      processName: processName(name, copy),
      host,
      source,
      arguments: line.kind === "words" ? line.words : [],
      files: () => this.#options.filesFor?.(program) ?? [],
      onFiles: (changes) => this.#options.onFiles?.(program, changes) ?? changes,
      baseUrl: this.#options.baseUrl,
      key,
      // One of them is stepped through: several that pause at one line could not be told apart.
      stepping: { mode, breakpoints: copy === 1 ? this.#options.breakpointsFor(program) : {} },
      onStarted: (pid) => {
        if (!isCurrent()) return;
        this.store.setState(({ runOfPid }) => ({ runOfPid: new Map(runOfPid).set(pid, id) }));
        const isStopping = this.runOf(id).state.kind === "stopping";
        const process = { pid, hasStarted: true };
        this.#set(id, isStopping ? process : { ...process, state: { kind: "running" } });
      },
      onOutput: (stream, text) => {
        if (isCurrent()) this.#print(id, stream, text);
      },
      onInput: (prompt, isSecret = false) => {
        if (isCurrent()) this.#ask(id, prompt, isSecret);
      },
      onLink: (url) => {
        if (isCurrent() && isWebAddress(url)) this.#print(id, "link", url);
      },
      onFailed: (failure) => {
        const record = { ...failure, atUs: this.#options.nowUs() };
        if (isCurrent()) this.#set(id, { failures: [...this.runOf(id).failures, record] });
      },
      onWait: (wait) => {
        if (isCurrent())
          this.#set(id, { waits: withWait(this.runOf(id).waits, wait, this.#options.nowUs()) });
      },
      onWaited: (wait) => {
        if (isCurrent()) this.#waited(id, (record) => record.what !== "stop" && record.id === wait);
      },
      onPaused: (place) => {
        const { state } = this.runOf(id);
        if (isCurrent() && (state.kind === "running" || state.kind === "waitingInput")) {
          this.#set(id, { state: { kind: "paused", place } });
          if (place.file === name) this.#stood(id, place);
          else this.#options.onPausedElsewhere?.(id, place);
        }
      },
      onStopCaught: () => {
        if (isCurrent()) this.#set(id, { state: goingOn(this.runOf(id)), hasCaughtStop: true });
      },
      onEnded: (end) => {
        if (isCurrent()) this.#end(id, end);
      },
    });
  }

  #stood(program: string, { line, thread }: PausePlace): void {
    const { waits } = this.runOf(program);
    const stop = { id: waits.length, what: "stop" as const, line, thread };
    this.#set(program, { waits: withWait(waits, stop, this.#options.nowUs()) });
  }

  #waited(program: string, fits: (wait: WaitRecord) => boolean): void {
    this.#set(program, { waits: withoutOpen(this.runOf(program).waits, this.#options.nowUs(), fits) });
  }

  #print(program: string, source: OutputSource, text: string): void {
    this.#printed.push({ program, source, text, atUs: this.#options.nowUs() });
  }

  #keepEarlier(run: Run): void {
    const { pid } = run;
    if (pid === null) return;
    this.store.setState(({ earlierRuns }) => {
      const kept = [...earlierRuns, [pid, run] as const];
      return { earlierRuns: new Map(kept.slice(-MAX_EARLIER_RUNS)) };
    });
  }

  #end(program: string, end: ProgramEnd): void {
    this.#printed.flush();
    this.#programs.delete(program);
    this.#typedAhead.delete(program);
    // Who was asked to stop and lost its lab meanwhile has stopped.
    const isStopped = end.reason === "lost" && this.runOf(program).state.kind === "stopping";
    const reported: ProgramEnd = isStopped ? { status: end.status, reason: "terminated" } : end;
    this.#waited(program, () => true);
    this.#set(program, { state: { kind: "ended", end: reported } });
  }

  #set(program: string, change: Partial<Run>): void {
    this.store.setState(({ runs }) => ({
      runs: new Map(runs).set(program, { ...(runs.get(program) ?? noRun), ...change }),
    }));
  }

  #show(printed: readonly Printed[]): void {
    this.store.setState(({ runs }) => {
      const changed = new Map(runs);
      for (const program of new Set(printed.map((piece) => piece.program))) {
        const run = changed.get(program) ?? noRun;
        const added = printed.filter((piece) => piece.program === program);
        changed.set(program, { ...run, output: appendOutput(run.output, added) });
      }
      return { runs: changed };
    });
  }
}

/** Whether an address may become a link: no scheme that runs code in the page. */
function isWebAddress(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? "");
}
