import type { Connection } from "@sockpit/client";
import {
  CallFailure,
  type CommandName,
  type CommandParams,
  codedFailure,
  encodeJson,
  isCommandName,
  limits,
  type SourceLine,
} from "@sockpit/protocol";
import type { StackLimit } from "../pyodide-internals/stack-limit.js";
import type { WorkerReport } from "../shared/messages.js";
import type { OutputFlow } from "../shared/output-flow.js";
import type { OutputStream, ProgramFailure, ProgramWait } from "../shared/program.js";
import type { StepMode } from "../shared/stepping.js";
import type { SharedFiles } from "./files/shared-files.js";
import { type Alarm, type Interrupts, SIGINT } from "./interrupts.js";
import { Parking, type ParkOutcome, parkOutcome } from "./parking.js";
import { StandardInput } from "./standard-input.js";
import type { Stepping } from "./stepping.js";
import type { TraceWriter } from "./trace-writer.js";
import type { TurnYielder } from "./turn-yielder.js";
import { WaitReports } from "./wait-reports.js";
import type { Wait, Waits } from "./waits.js";

/** Reports without an answer, from which on a program waits for one. */
const MAX_OPEN_REPORTS = 64;

export interface BridgeOptions {
  connection: Connection;
  pid: number;
  fileName: string;
  arguments: readonly string[];
  waits: Waits;
  interrupts: Interrupts;
  turnYielder: TurnYielder;
  trace: TraceWriter;
  flow: OutputFlow;
  files: SharedFiles;
  stepping: Stepping;
  stackLimit: StackLimit;
  report(report: WorkerReport): void;
}

/**
 * A call's answer as Python reads it, where it is more than its text: `json` holds `{result}` or `{error}`, and is missing
 * only when the call was interrupted. Undefined becomes None in Python; null would not.
 */
export interface BridgeReply {
  json: string | undefined;
  data: Uint8Array | undefined;
  interrupted: boolean;
  /** Of a `sendall` that was interrupted: the bytes that went before. */
  sentBytes: number;
  /** A line was typed before the call was done, which was given up for it. */
  typed: boolean;
}

/**
 * What Python waits for. In an object: of a promise that a call returns, Pyodide makes an asyncio Future; one that is
 * read from an object it leaves as it is (`pyodide_internals.promises`).
 */
export interface Waiting<T> {
  readonly promise: Promise<T>;
}

/** What a new thread does: a Python function, given away by its proxy. It raises nothing. */
export interface ThreadBody {
  callPromising(): Promise<unknown>;
  destroy(): void;
}

/** The place of those that sleep: nobody wakes them. */
const SLEEPING = 0;

/**
 * What Python calls, in `_sockpit.bridge.blocking`, `linux.signals` and `program.console`. Promises never reject, and hold
 * strings and plain objects, so that no proxy lives longer than the call. `line` is the program's, 0 where
 * there is none; `thread` is the name of the thread that waits, undefined for the main thread.
 */
export class Bridge {
  readonly #options: BridgeOptions;
  readonly #parking: Parking;
  readonly #waitReports: WaitReports;
  readonly #decoders = {
    stdout: new TextDecoder("utf-8", { ignoreBOM: true }),
    stderr: new TextDecoder("utf-8", { ignoreBOM: true }),
  };
  readonly #input: StandardInput;
  #isOver = false;
  #openReports = 0;
  /** Resolves when the program ended in the midst of what it did, with its status. */
  readonly died: Promise<number>;
  #die: (status: number) => void = () => undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
    this.#parking = new Parking(options.turnYielder);
    this.#input = new StandardInput((prompt, isSecret) =>
      options.report({ kind: "input", prompt, isSecret }),
    );
    this.#waitReports = new WaitReports(options.report);
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  /** The process's number in the lab. */
  get pid(): number {
    return this.#options.pid;
  }

  /** A Python stack begins: the program's or a thread's. */
  beginStack(): void {
    this.#options.stackLimit.begin();
  }

  /** The program's `sys.argv[1:]`, as JSON. */
  arguments(): string {
    return JSON.stringify(this.#options.arguments);
  }

  /** Makes a socket call. */
  call(
    command: string,
    paramsJson: string,
    data: Uint8Array | undefined,
    line: number,
    thread: string | undefined,
  ): Waiting<BridgeReply | string> {
    const params = { ...JSON.parse(paramsJson), ...(data ? { data } : {}) };
    const begun = this.#begin(line, thread);
    return this.#resumed(this.#call(knownCommand(command), params, begun, begun.wait.signal));
  }

  /** The same, given up as soon as a line is typed: for waits in which standard input takes part. */
  callOrInput(
    command: string,
    paramsJson: string,
    line: number,
    thread: string | undefined,
  ): Waiting<BridgeReply | string> {
    const begun = this.#begin(line, thread);
    const typed = new AbortController();
    this.#input.want("");
    const stopListening = this.#input.onLine(() => typed.abort());
    const { signal: interrupted } = begun.wait;
    const signal = interrupted === undefined ? typed.signal : AbortSignal.any([interrupted, typed.signal]);
    const called = this.#call(knownCommand(command), JSON.parse(paramsJson), begun, signal);
    return this.#resumed(called.finally(stopListening));
  }

  async #call(
    command: CommandName,
    params: CommandParams<CommandName>,
    { wait, source }: BegunWait,
    signal: AbortSignal | undefined,
  ): Promise<BridgeReply | string> {
    const { connection, pid } = this.#options;
    const givenUp = (sentBytes = 0) => {
      const interrupted = wait.isInterrupted();
      return { json: undefined, data: undefined, interrupted, sentBytes, typed: !interrupted };
    };
    try {
      if (signal?.aborted) return givenUp();
      const call = {
        params,
        ...(signal === undefined ? {} : { signal }),
        ...(source === undefined ? {} : { source }),
      };
      const result = await connection.command(command, pid, call);
      const { json, data } = splitData(result);
      return replyOf(json, data, wait.isInterrupted());
    } catch (error) {
      const failure = failureOf(error);
      if (signal?.aborted && failure.kind === "errno" && failure.errno === "EINTR") {
        return givenUp(failure.sentBytes);
      }
      return replyOf(JSON.stringify({ error: failure }), undefined, wait.isInterrupted());
    } finally {
      wait.end();
    }
  }

  /** What the lab knows of a Unix socket's path, as JSON; undefined where it knows none. */
  findSocket(path: string): Waiting<string | undefined> {
    const asked = this.#options.connection.control("findSocket", { path });
    return this.#resumed(
      asked.then(
        ({ found }) => (found === null ? undefined : JSON.stringify(found)),
        () => undefined,
      ),
    );
  }

  /** Makes a call whose answer nobody reads. */
  post(command: string, paramsJson: string, data: Uint8Array | undefined): void {
    const { connection, pid, trace } = this.#options;
    trace.flush();
    const params = { ...JSON.parse(paramsJson), ...(data ? { data } : {}) };
    connection.command(knownCommand(command), pid, { params }).catch(() => undefined);
  }

  /**
   * Puts a look-up into the trace, which nobody waits for: where many such reports have no answer yet, a promise of that is
   * given.
   */
  reportLookup(reportJson: string, line: number, thread: string | undefined): Waiting<void> | undefined {
    const { connection, pid, trace } = this.#options;
    trace.flush();
    const source = this.#source(line, thread);
    const params = { ...JSON.parse(reportJson), pid, ...(source === undefined ? {} : { source }) };
    const reported = connection.control("reportLookup", params).then(
      () => undefined,
      () => undefined,
    );
    this.#openReports += 1;
    const counted = reported.finally(() => {
      this.#openReports -= 1;
    });
    return this.#openReports < MAX_OPEN_REPORTS ? undefined : this.#resumed(counted);
  }

  /** Resolves to true when the time has passed, to false when interrupted. */
  sleep(milliseconds: number, line: number, thread: string | undefined): Waiting<boolean> {
    const { wait } = this.#begin(line, thread, "sleep");
    return this.#resumed(this.#slept(milliseconds, wait));
  }

  async #slept(milliseconds: number, wait: Wait): Promise<boolean> {
    if (milliseconds > 0) {
      return (await this.#parking.park(SLEEPING, milliseconds, wait)) === parkOutcome.timedOut;
    }
    await this.#options.turnYielder.wait();
    const isInterrupted = wait.isInterrupted();
    wait.end();
    return !isInterrupted;
  }

  /** Waits until `unpark` is called with this place, `timeoutMs` have passed (below 0: never) or a signal came. */
  park(place: number, timeoutMs: number, line: number, thread: string | undefined): Waiting<ParkOutcome> {
    const { wait } = this.#begin(line, thread, "lock");
    return this.#resumed(this.#parking.park(place, timeoutMs, wait));
  }

  unpark(place: number): void {
    this.#parking.unpark(place);
  }

  /** Lets other threads and what the worker hears have a turn. */
  yieldTurn(): Waiting<void> {
    return this.#resumed(this.#options.turnYielder.wait());
  }

  /** Whether a line waits to be read from standard input. */
  hasInput(): boolean {
    return this.#input.hasLine;
  }

  /** Asks in the page for a line; `text` is undefined at end of file. `isSecret`: nobody is to see it. */
  ask(
    prompt: string,
    line: number,
    thread: string | undefined,
    isSecret: boolean,
  ): Waiting<{ text: string | undefined; interrupted: boolean }> {
    const { wait } = this.#begin(line, thread, "input");
    const answered = new Promise<{ text: string | undefined; interrupted: boolean }>((resolve) => {
      const end = (text: string | undefined, interrupted: boolean) => {
        stopListening();
        wait.signal?.removeEventListener("abort", interrupt);
        wait.end();
        resolve({ text, interrupted });
      };
      const interrupt = () => end(undefined, true);
      let stopListening = () => {};
      if (wait.isInterrupted()) {
        end(undefined, true);
        return;
      }
      this.#input.want(prompt, isSecret);
      wait.signal?.addEventListener("abort", interrupt);
      stopListening = this.#input.onLine(() => end(this.#input.take() ?? undefined, false));
    });
    return this.#resumed(answered);
  }

  /** Starts a thread: it begins when the running one waits. */
  spawn(body: ThreadBody): void {
    const { interrupts } = this.#options;
    interrupts.threads += 1;
    queueMicrotask(async () => {
      if (this.#isOver) return;
      interrupts.turnBegins();
      try {
        await body.callPromising();
      } finally {
        interrupts.threads -= 1;
        body.destroy();
      }
    });
  }

  /** The signal that came first and was not taken yet, 0 where there is none. */
  takeSignal(): number {
    const signal = this.#options.interrupts.take();
    if (signal === SIGINT) this.#options.report({ kind: "interrupted" });
    return signal;
  }

  raiseSignal(signal: number): void {
    this.#options.interrupts.raise(signal);
  }

  tickCame(): void {
    this.#options.interrupts.tickCame();
  }

  isTurnOver(): boolean {
    return this.#options.interrupts.isTurnOver();
  }

  setAlarm(delayMs: number, intervalMs: number): void {
    this.#options.interrupts.setAlarm(delayMs, intervalMs);
  }

  getAlarm(): Alarm {
    return this.#options.interrupts.alarm();
  }

  /** The program ends here and now: nothing of it goes on, so this never resolves. */
  die(status: number): Waiting<never> {
    this.end();
    this.#die(status);
    return { promise: new Promise(() => undefined) };
  }

  /** The program has ended: threads that are left stay where they are, as daemon threads do. */
  end(): void {
    this.#isOver = true;
  }

  /** The page's answer to `ask`. */
  answer(text: string | null): void {
    this.#input.typed(text);
  }

  /** Bytes that the program printed; a character may come in two pieces. */
  write(stream: OutputStream, bytes: Uint8Array): void {
    const text = this.#decoders[stream].decode(bytes, { stream: true });
    if (text === "") return;
    this.#options.files.share();
    this.#options.trace.write(stream, text);
    this.#options.report({ kind: "output", stream, text });
    this.#options.flow.sent();
  }

  /** The program wants a page of the web to be shown: the person decides. */
  openLink(url: string): void {
    this.#options.report({ kind: "link", url });
    this.#options.flow.sent();
  }

  /** An exception has ended the program or a part of it: `_sockpit.program.failures`. */
  failed(failureJson: string): void {
    this.#options.report({ kind: "failed", failure: JSON.parse(failureJson) as ProgramFailure });
  }

  /** A thread stands still: `_sockpit.debugger.stepping`. Resolves to how it goes on. */
  pauseAt(placeJson: string): Waiting<StepMode> {
    this.#options.trace.flush();
    return this.#resumed(this.#options.stepping.pauseAt(placeJson));
  }

  /** It has gone on. */
  wentOn(): void {
    this.#options.stepping.wentOn();
  }

  untilWentOn(): Waiting<void> {
    return this.#resumed(this.#options.stepping.untilWentOn());
  }

  /** A wait begins: what was printed before goes ahead of it. `what`: where it is no socket call. */
  #begin(line: number, thread: string | undefined, what?: ProgramWait["what"]): BegunWait {
    const { waits, trace, files } = this.#options;
    trace.flush();
    files.share();
    const wait = waits.begin(thread);
    const source = this.#source(line, thread);
    if (what === undefined || source === undefined) return { wait, source };
    return { wait: this.#waitReports.told(wait, { what, line, thread: thread ?? null }), source };
  }

  #source(line: number, thread: string | undefined): SourceLine | undefined {
    if (line === 0) return undefined;
    const name = thread?.slice(0, limits.threadNameLength);
    return { file: this.#options.fileName, line, ...(name ? { thread: name } : {}) };
  }

  /** What a thread waits for, until it may go on. */
  #resumed<T>(waited: Promise<T>): Waiting<T> {
    return { promise: this.#whenItMayGoOn(waited) };
  }

  async #whenItMayGoOn<T>(waited: Promise<T>): Promise<T> {
    const value = await waited;
    await this.#options.files.settled();
    await this.#options.turnYielder.ifOverdue();
    if (this.#isOver) return new Promise<never>(() => undefined);
    this.#options.interrupts.turnBegins();
    return value;
  }
}

interface BegunWait {
  wait: Wait;
  source: SourceLine | undefined;
}

/** What is its text and nothing else goes to Python as that: an object costs more to hand over and to read than all of the text. */
function replyOf(json: string, data: Uint8Array | undefined, interrupted: boolean): BridgeReply | string {
  if (data === undefined && !interrupted) return json;
  return { json, data, interrupted, sentBytes: 0, typed: false };
}

function splitData(result: object): { json: string; data: Uint8Array | undefined } {
  const { data, ...rest } = result as { data?: Uint8Array };
  return { json: encodeJson({ result: rest }), data };
}

function knownCommand(name: string): CommandName {
  if (!isCommandName(name)) throw codedFailure("unknown_command", `There is no command ${name}.`);
  return name;
}

function failureOf(error: unknown): CallFailure["error"] {
  if (error instanceof CallFailure) return error.error;
  return codedFailure("internal", error instanceof Error ? error.message : String(error)).error;
}
