import { RestClient } from "@sockpit/client";
import { type FileChange, isTemporary } from "../shared/file-change.js";
import type { SharedControl, WorkerReport, WorkerRequest } from "../shared/messages.js";
import { handledOutput } from "../shared/output-flow.js";
import type { ProgramEnd, ProgramState, PythonProgram, PythonProgramOptions } from "../shared/program.js";
import type { Breakpoints, StepMode, SteppingStart } from "../shared/stepping.js";
import type { FileHub } from "./file-hub.js";
import type { ProgramWorker } from "./program-worker.js";

/** How long a terminated program may take to end by itself before its worker is ended. */
const STOP_GRACE_MS = 1000;

/** How long the end of a program that was ended by force waits for the lab to close its sockets. */
const KILL_GRACE_MS = 400;

const SIGINT = 2;
const INTERRUPTED_STATUS = 130;
/** As a shell reports a process that SIGKILL ended. */
export const KILLED_STATUS = 137;

const runThrough: SteppingStart = { mode: "continue", breakpoints: {} };

/** A program on the page's side: holds its worker, and ends exactly once. */
export class RunningProgram implements PythonProgram {
  readonly #options: PythonProgramOptions;
  readonly #files: FileHub;
  readonly #shared: SharedControl | null;
  readonly #onGone: () => void;
  #state: Exclude<ProgramState, "waitingInput"> = "waiting";
  /** The page's line of input is open; the program may go on meanwhile. */
  #asksForInput = false;
  #worker: ProgramWorker | undefined;
  #pid: number | undefined;
  #stopTimer: ReturnType<typeof setTimeout> | undefined;

  /** `onGone`: the program has ended, and waits for no worker. */
  constructor(options: PythonProgramOptions, files: FileHub, onGone: () => void) {
    this.#options = options;
    this.#files = files;
    this.#shared = makeShared(files.announced);
    this.#onGone = onGone;
  }

  get state(): ProgramState {
    return this.#state === "running" && this.#asksForInput ? "waitingInput" : this.#state;
  }

  /** Begins, in a worker that from now on belongs to this program. */
  start(worker: ProgramWorker): void {
    this.#worker = worker;
    this.#state = "running";
    this.#files.join(this);
    worker.listen(
      (report) => this.#receive(report),
      (message) => this.fail(message),
    );
    const { name, processName = name, host = null, source, baseUrl, key } = this.#options;
    const { stepping = runThrough } = this.#options;
    this.#send({
      kind: "run",
      name,
      processName,
      host,
      source,
      arguments: this.#options.arguments ?? [],
      files: [...(this.#options.files?.() ?? []), ...this.#files.temporary.of(key.lab)],
      handledFiles: this.#files.handled,
      baseUrl,
      key,
      shared: this.#shared,
      stepping,
    });
  }

  /** The changes that other programs are to see: of /tmp those that fit, of the working directory those that the page keeps. */
  #kept(changes: readonly FileChange[]): readonly FileChange[] {
    const isOfTemporary = (change: FileChange) =>
      isTemporary(change.kind === "put" ? change.file.path : change.path);
    const own = changes.filter((change) => !isOfTemporary(change));
    const temporary = this.#files.temporary.receive(this.#options.key.lab, changes.filter(isOfTemporary));
    return [...(this.#options.onFiles?.(own) ?? own), ...temporary];
  }

  /** Ends the program because something under it broke. */
  fail(message: string): void {
    this.#end({ status: 1, reason: "lost", message });
  }

  takeFiles(changes: readonly FileChange[], handled: number): void {
    this.#send({ kind: "files", changes, handled });
  }

  answer(text: string | null): void {
    if (!this.#asksForInput) return;
    this.#asksForInput = false;
    this.#send({ kind: "answer", text });
  }

  resume(mode: StepMode): void {
    if (this.#state !== "paused") return;
    this.#state = "running";
    this.#send({ kind: "resume", mode });
  }

  pause(): void {
    if (this.#state === "running") this.#send({ kind: "pause" });
  }

  setBreakpoints(breakpoints: Breakpoints): void {
    this.#send({ kind: "breakpoints", breakpoints });
  }

  stop(): void {
    if (this.#state === "waiting") {
      this.#end({ status: INTERRUPTED_STATUS, reason: "terminated" });
      return;
    }
    if (this.#state === "ended" || this.#state === "stopping") return;
    this.#state = "stopping";
    // Before the message: when the worker hears it, the buffer tells whether Python saw it already.
    if (this.#shared !== null) {
      Atomics.store(this.#shared.interrupt, 0, SIGINT);
      Atomics.notify(this.#shared.handledOutputs, 0);
    }
    this.#send({ kind: "stop" });
    this.#stopTimer = setTimeout(() => void this.kill(), STOP_GRACE_MS);
  }

  /** Ends the program at once, without waiting for the lab. */
  dispose(): void {
    void this.#endProcess();
    this.#end({ status: KILLED_STATUS, reason: "terminated" });
  }

  /** Ends a program that will not end by itself. */
  async kill(): Promise<void> {
    clearTimeout(this.#stopTimer);
    this.#state = this.#state === "ended" ? "ended" : "stopping";
    this.#worker?.end();
    await Promise.race([this.#endProcess(), new Promise((resolve) => setTimeout(resolve, KILL_GRACE_MS))]);
    this.#end({ status: KILLED_STATUS, reason: "terminated" });
  }

  /**
   * Ends the process in the lab. Its connection would do so too, but Chromium lets a worker that computes
   * live, and its WebSocket with it, for 2 s after `terminate`.
   */
  async #endProcess(): Promise<void> {
    const { baseUrl, key } = this.#options;
    if (this.#pid === undefined) return;
    // A lab or a server that is gone holds no process any more.
    await new RestClient({ baseUrl }).endProcess(key, this.#pid).catch(() => undefined);
  }

  #receive(report: WorkerReport): void {
    if (this.#state === "ended") return;
    switch (report.kind) {
      case "started":
        this.#pid = report.pid;
        this.#options.onStarted(report.pid);
        break;
      case "output":
        handledOutput(this.#shared?.handledOutputs ?? null);
        this.#options.onOutput(report.stream, report.text);
        break;
      case "link":
        handledOutput(this.#shared?.handledOutputs ?? null);
        this.#options.onLink?.(report.url);
        break;
      case "input":
        this.#asksForInput = true;
        this.#options.onInput(report.prompt, report.isSecret);
        break;
      case "files":
        this.#files.spread(this.#kept(report.changes), this);
        break;
      case "interrupted":
        this.#goOnUnlessEnded();
        break;
      case "failed":
        this.#options.onFailed?.(report.failure);
        break;
      case "waits":
        this.#options.onWait?.(report.wait);
        break;
      case "waited":
        this.#options.onWaited?.(report.id);
        break;
      case "paused":
        if (this.#state === "running") this.#state = "paused";
        this.#options.onPaused?.(report.place);
        break;
      case "bootFailed":
        this.fail(report.message);
        break;
      case "ended":
        this.#end(this.#asAsked(report.end));
        break;
    }
  }

  /** Python has raised KeyboardInterrupt: a program that has not ended soon afterwards has caught it, and goes on. */
  #goOnUnlessEnded(): void {
    if (this.#state !== "stopping") return;
    clearTimeout(this.#stopTimer);
    this.#stopTimer = setTimeout(() => {
      this.#state = "running";
      this.#options.onStopCaught?.();
    }, STOP_GRACE_MS);
  }

  /** A program that computed when it was terminated knows nothing of it but KeyboardInterrupt. */
  #asAsked(end: ProgramEnd): ProgramEnd {
    return this.#state === "stopping" && end.reason === "exited" ? { ...end, reason: "terminated" } : end;
  }

  #end(end: ProgramEnd): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    clearTimeout(this.#stopTimer);
    this.#worker?.end();
    this.#worker = undefined;
    this.#files.leave(this);
    this.#onGone();
    this.#options.onEnded(end);
  }

  #send(message: WorkerRequest): void {
    this.#worker?.post(message);
  }
}

function makeShared(announcedFiles: Int32Array | null): SharedControl | null {
  if (announcedFiles === null) return null;
  return {
    interrupt: new Uint8Array(new SharedArrayBuffer(1)),
    handledOutputs: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    announcedFiles,
  };
}
