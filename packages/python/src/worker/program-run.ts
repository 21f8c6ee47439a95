import { CallConnection, type ConnectionClose, type WebSocketConstructor } from "@sockpit/client";
import { CallFailure } from "@sockpit/protocol";
import type { FileChange } from "../shared/file-change.js";
import type { RunRequest, WorkerReport } from "../shared/messages.js";
import { OutputFlow } from "../shared/output-flow.js";
import type { ProgramEnd } from "../shared/program.js";
import type { ProgramFile } from "../shared/program-file.js";
import { encodeSource } from "../shared/source-coding.js";
import type { Breakpoints, StepMode } from "../shared/stepping.js";
import { Bridge } from "./bridge/bridge.js";
import type { Engine, SteppingOrder } from "./engines/engine.js";
import { SharedFiles } from "./files/shared-files.js";
import { Interrupts, SIGINT } from "./interrupts.js";
import { Stepping } from "./stepping.js";
import { TraceWriter } from "./trace-writer.js";
import { TurnYielder } from "./turn-yielder.js";
import { Waits } from "./waits.js";

/** The status of a program that ended because of us, not by its own doing. */
const FAILED_STATUS = 1;
const INTERRUPTED_STATUS = 130;

/** How long a program may go on without its lab: time for a traceback that says what happened. */
const LOST_GRACE_MS = 1000;

/** How long the end waits for the lab to hear of it. Afterwards the closing connection ends the process. */
const FAREWELL_MS = 500;

interface RunHost {
  report(report: WorkerReport): void;
  webSocket: WebSocketConstructor | undefined;
}

/** One program in one interpreter: its process in the lab, its run, its end. */
export class ProgramRun {
  readonly #request: RunRequest;
  readonly #engine: Engine;
  readonly #report: (report: WorkerReport) => void;
  readonly #webSocket: WebSocketConstructor | undefined;
  readonly #files: SharedFiles;
  readonly #waits = new Waits(() => this.#interrupts.hasPending());
  readonly #interrupts: Interrupts;
  readonly #turnYielder = new TurnYielder();
  readonly #opening = new AbortController();
  readonly #stepping: Stepping;
  #usesStepping = false;
  #bridge: Bridge | undefined;
  #isTerminated = false;
  #lostClose: ConnectionClose | undefined;

  constructor(engine: Engine, request: RunRequest, { report, webSocket }: RunHost) {
    this.#engine = engine;
    this.#request = request;
    this.#report = report;
    this.#webSocket = webSocket;
    this.#interrupts = new Interrupts({
      sharedInterrupt: request.shared?.interrupt ?? null,
      onSignal: () => this.#waits.interrupt(),
      onPending: (hasPending) => engine.setPending(hasPending),
    });
    this.#files = new SharedFiles({
      directory: engine.directory,
      announced: request.shared?.announcedFiles ?? null,
      handled: request.handledFiles,
      report: (changes) => report({ kind: "files", changes }),
    });
    engine.onFilesFound(() => this.#files.share());
    this.#stepping = new Stepping((place) => report({ kind: "paused", place }));
  }

  /** Runs the program to its end. Never rejects. */
  async run(): Promise<ProgramEnd> {
    let connection: CallConnection | undefined;
    try {
      const { baseUrl, key } = this.#request;
      connection = await CallConnection.open({
        baseUrl,
        key,
        signal: this.#opening.signal,
        ...(this.#webSocket === undefined ? {} : { webSocket: this.#webSocket }),
      });
      return await Promise.race([this.#runOn(connection), this.#untilLost(connection)]);
    } catch (error) {
      if (this.#isTerminated) return { status: INTERRUPTED_STATUS, reason: "terminated" };
      return { status: FAILED_STATUS, reason: "lost", message: messageOf(error), ...codeOf(error) };
    } finally {
      this.#bridge?.end();
      this.#interrupts.close();
      this.#turnYielder.close();
      this.#files.close();
      connection?.close();
    }
  }

  takeFiles(changes: readonly FileChange[], handled: number): void {
    this.#files.takeIn(changes, handled);
  }

  answer(text: string | null): void {
    this.#bridge?.answer(text);
  }

  /** Lets the thread that stands still go on. */
  resume(mode: StepMode): void {
    this.#stepping.resume(mode);
  }

  /** Pauses the program at the next line that it comes to. */
  pause(): void {
    this.#step({ kind: "pause" });
  }

  setBreakpoints(breakpoints: Breakpoints): void {
    this.#step({ kind: "breakpoints", breakpoints });
  }

  /**
   * Stop, as heard while Python does not compute: it waits, or has not begun. A program that computes
   * sees the shared memory instead, and whoever sees it first takes it away from the other.
   */
  stop(): void {
    this.#isTerminated = true;
    this.#opening.abort();
    // Python is not entered beside its parked stacks without need.
    if (this.#usesStepping) this.#step({ kind: "release" });
    this.#stepping.release();
    const buffer = this.#request.shared?.interrupt;
    const isTaken = buffer !== undefined && Atomics.compareExchange(buffer, 0, SIGINT, 0) !== SIGINT;
    if (!isTaken) this.#interrupts.raise(SIGINT);
  }

  async #runOn(connection: CallConnection): Promise<ProgramEnd> {
    const { name, processName, host, source, shared, files, handledFiles } = this.#request;
    const started = await connection.control("startProcess", {
      name: processName,
      ...(host !== null && { host }),
    });
    const { pid, hosts = [], interfaces = [] } = started;
    this.#report({ kind: "started", pid });
    if (this.#isTerminated) {
      return { ...(await this.#farewell(connection, pid, INTERRUPTED_STATUS)), reason: "terminated" };
    }

    const handledOutputs = shared?.handledOutputs ?? null;
    const trace = new TraceWriter(connection, pid);
    const flow = new OutputFlow({
      handled: this.#engine.holdsOutput ? handledOutputs : null,
      isInterrupted: () => shared?.interrupt[0] === SIGINT,
    });
    const bridge = new Bridge({
      connection,
      pid,
      fileName: name,
      arguments: this.#request.arguments,
      place: started.host === undefined ? null : { host: started.host, hosts, interfaces },
      waits: this.#waits,
      interrupts: this.#interrupts,
      turnYielder: this.#turnYielder,
      stepping: this.#stepping,
      engine: this.#engine,
      trace,
      flow,
      files: this.#files,
      report: this.#report,
    });
    this.#bridge = bridge;
    const own = { path: name, data: encodeSource(source).bytes, modifiedMs: Date.now() };
    this.#files.takeIn(
      [...files.map(asOnDisk), own].map((file) => ({ kind: "put", file })),
      handledFiles,
    );

    const { stepping } = this.#request;
    if (
      stepping.mode !== "continue" ||
      Object.values(stepping.breakpoints).some(({ length }) => length > 0)
    ) {
      this.#step({ kind: "configure", stepping });
    }
    const run = { bridge, interrupts: this.#interrupts, name, source, handledOutputs };
    const status = await Promise.race([this.#engine.run(run), bridge.died]);
    bridge.end();
    trace.flush();
    this.#files.share();
    return this.#farewell(connection, pid, status);
  }

  #step(order: SteppingOrder): void {
    this.#usesStepping = true;
    this.#engine.step(order);
  }

  #untilLost(connection: CallConnection): Promise<ProgramEnd> {
    return new Promise((resolve) => {
      connection.onClose((close) => {
        this.#lostClose = close;
        const end: ProgramEnd = { status: FAILED_STATUS, reason: "lost", ...whyLost(close) };
        setTimeout(() => resolve(end), LOST_GRACE_MS);
      });
    });
  }

  async #farewell(connection: CallConnection, pid: number, status: number): Promise<ProgramEnd> {
    if (this.#lostClose === undefined) {
      const ended = connection.control("endProcess", { pid, status }).catch(() => undefined);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
    }
    const close = this.#lostClose;
    if (close !== undefined) return { status, reason: "lost", ...whyLost(close) };
    return { status, reason: "exited" };
  }
}

/** A program beside this one has the encoding that its coding line declares: `import` reads it by that line. */
function asOnDisk(file: ProgramFile): ProgramFile {
  if (!file.isProgram) return file;
  return { ...file, data: encodeSource(new TextDecoder().decode(file.data)).bytes };
}

/** What the server refused, it says itself; that a connection was lost, the page says in its language. */
function whyLost({ kind, reason, error }: ConnectionClose): Pick<ProgramEnd, "message" | "code"> {
  return kind === "refused" && reason !== "" ? { message: reason, code: error } : {};
}

function codeOf(error: unknown): Pick<ProgramEnd, "code"> {
  return error instanceof CallFailure && "code" in error.error ? { code: error.error.code } : {};
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
