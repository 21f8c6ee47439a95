import type { Connection } from "@sockpit/client";
import {
  CallFailure,
  type CommandName,
  codedFailure,
  isCommandName,
  type SourceLine,
} from "@sockpit/protocol";
import type { WorkerReport } from "./messages.js";
import type { OutputFlow } from "./output-flow.js";
import type { OutputStream } from "./program.js";
import type { TraceWriter } from "./trace-writer.js";
import type { Waits } from "./waits.js";

export interface BridgeOptions {
  connection: Connection;
  pid: number;
  fileName: string;
  reportsLines: boolean;
  waits: Waits;
  trace: TraceWriter;
  flow: OutputFlow;
  report(report: WorkerReport): void;
}

/**
 * A call's answer as Python reads it: `json` holds `{result}` or `{error}`, and is missing only when the
 * call was interrupted. Undefined becomes None in Python; null would not.
 */
export interface BridgeReply {
  json: string | undefined;
  data: Uint8Array | undefined;
  interrupted: boolean;
}

/**
 * What Python calls, in py/blocking.py and py/console.py. Promises never reject, and hold strings and
 * plain objects, so that no proxy lives longer than the call.
 */
export class Bridge {
  readonly #options: BridgeOptions;
  readonly #decoders = {
    stdout: new TextDecoder("utf-8", { ignoreBOM: true }),
    stderr: new TextDecoder("utf-8", { ignoreBOM: true }),
  };
  #answer: ((text: string | null) => void) | undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  /** Makes a socket call. `line` is the program's, 0 where there is none. */
  async call(
    command: string,
    paramsJson: string,
    data: Uint8Array | undefined,
    line: number,
  ): Promise<BridgeReply> {
    const { connection, pid, waits, trace } = this.#options;
    trace.flush();
    this.#standsAt(line);
    const wait = waits.begin();
    try {
      const params = { ...JSON.parse(paramsJson), ...(data ? { data } : {}) };
      const call = { params, signal: wait.signal, ...this.#source(line) };
      const result = await connection.command(knownCommand(command), pid, call);
      return { ...splitData(result), interrupted: wait.isInterrupted() };
    } catch (error) {
      const failure = failureOf(error);
      const interrupted = wait.isInterrupted();
      const isCancelled = interrupted && failure.kind === "errno" && failure.errno === "EINTR";
      const json = isCancelled ? undefined : JSON.stringify({ error: failure });
      return { json, data: undefined, interrupted };
    } finally {
      wait.end();
    }
  }

  /** Makes a call whose answer nobody reads. */
  post(command: string, paramsJson: string): void {
    const { connection, pid, trace } = this.#options;
    trace.flush();
    connection.command(knownCommand(command), pid, { params: JSON.parse(paramsJson) }).catch(() => undefined);
  }

  /** Resolves to true when the time has passed, to false when interrupted. */
  sleep(milliseconds: number, line: number): Promise<boolean> {
    this.#options.trace.flush();
    this.#standsAt(line);
    const wait = this.#options.waits.begin();
    return new Promise((resolve) => {
      const end = (isOver: boolean) => {
        clearTimeout(timer);
        wait.end();
        resolve(isOver);
      };
      // setTimeout holds 31 bits; Python asks again for what remains.
      const timer = setTimeout(() => end(true), Math.min(milliseconds, 2 ** 31 - 1));
      wait.signal.addEventListener("abort", () => end(false), { once: true });
    });
  }

  /** Asks in the page for a line; `text` is undefined at end of file. */
  ask(prompt: string, line: number): Promise<{ text: string | undefined; interrupted: boolean }> {
    this.#options.trace.flush();
    this.#standsAt(line);
    const wait = this.#options.waits.begin();
    return new Promise((resolve) => {
      const end = (text: string | undefined, interrupted: boolean) => {
        this.#answer = undefined;
        wait.end();
        resolve({ text, interrupted });
      };
      this.#answer = (text) => end(text ?? undefined, false);
      wait.signal.addEventListener("abort", () => end(undefined, true), { once: true });
      this.#options.report({ kind: "input", prompt });
    });
  }

  /** The page's answer to `ask`. */
  answer(text: string | null): void {
    this.#answer?.(text);
  }

  /** Bytes that the program printed; a character may come in two pieces. */
  write(stream: OutputStream, bytes: Uint8Array): void {
    const text = this.#decoders[stream].decode(bytes, { stream: true });
    if (text === "") return;
    this.#options.trace.write(stream, text);
    this.#options.report({ kind: "output", stream, text });
    this.#options.flow.sent();
  }

  #standsAt(line: number): void {
    if (line > 0 && this.#options.reportsLines) this.#options.report({ kind: "line", line });
  }

  #source(line: number): { source?: SourceLine } {
    return line > 0 ? { source: { file: this.#options.fileName, line } } : {};
  }
}

function splitData(result: object): { json: string; data: Uint8Array | undefined } {
  const { data, ...rest } = result as { data?: Uint8Array };
  return { json: JSON.stringify({ result: rest }), data };
}

function knownCommand(name: string): CommandName {
  if (!isCommandName(name)) throw codedFailure("unknown_command", `There is no command ${name}.`);
  return name;
}

function failureOf(error: unknown): CallFailure["error"] {
  if (error instanceof CallFailure) return error.error;
  return codedFailure("internal", error instanceof Error ? error.message : String(error)).error;
}
