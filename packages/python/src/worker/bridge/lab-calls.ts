import type { Connection } from "@sockpit/client";
import {
  CallFailure,
  type CommandName,
  type CommandParams,
  codedFailure,
  encodeJson,
  isCommandName,
} from "@sockpit/protocol";
import type { StandardInput } from "../standard-input.js";
import type { TraceWriter } from "../trace-writer.js";
import type { BegunWait, ProgramWaits, Waiting } from "./program-waits.js";

/** Reports without an answer, from which on a program waits for one. */
const MAX_OPEN_REPORTS = 64;

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

interface Parts {
  connection: Connection;
  /** The process's number in the lab. */
  pid: number;
  trace: TraceWriter;
  input: StandardInput;
  waits: ProgramWaits;
}

/** What a program asks of its lab. */
export class LabCalls {
  readonly #connection: Connection;
  readonly #pid: number;
  readonly #trace: TraceWriter;
  readonly #input: StandardInput;
  readonly #waits: ProgramWaits;
  #openReports = 0;

  constructor({ connection, pid, trace, input, waits }: Parts) {
    this.#connection = connection;
    this.#pid = pid;
    this.#trace = trace;
    this.#input = input;
    this.#waits = waits;
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
    const begun = this.#waits.begin(line, thread);
    return this.#waits.resumed(this.#call(knownCommand(command), params, begun, begun.wait.signal));
  }

  /** The same, given up as soon as a line is typed: for waits in which standard input takes part. */
  callOrInput(
    command: string,
    paramsJson: string,
    line: number,
    thread: string | undefined,
  ): Waiting<BridgeReply | string> {
    const begun = this.#waits.begin(line, thread);
    const typed = new AbortController();
    this.#input.want("");
    const stopListening = this.#input.onLine(() => typed.abort());
    const { signal: interrupted } = begun.wait;
    const signal = interrupted === undefined ? typed.signal : AbortSignal.any([interrupted, typed.signal]);
    const called = this.#call(knownCommand(command), JSON.parse(paramsJson), begun, signal);
    return this.#waits.resumed(called.finally(stopListening));
  }

  async #call(
    command: CommandName,
    params: CommandParams<CommandName>,
    { wait, source }: BegunWait,
    signal: AbortSignal | undefined,
  ): Promise<BridgeReply | string> {
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
      const result = await this.#connection.command(command, this.#pid, call);
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
    const asked = this.#connection.control("findSocket", { path });
    return this.#waits.resumed(
      asked.then(
        ({ found }) => (found === null ? undefined : JSON.stringify(found)),
        () => undefined,
      ),
    );
  }

  /** Makes a call whose answer nobody reads. */
  post(command: string, paramsJson: string, data: Uint8Array | undefined): void {
    this.#trace.flush();
    const params = { ...JSON.parse(paramsJson), ...(data ? { data } : {}) };
    this.#connection.command(knownCommand(command), this.#pid, { params }).catch(() => undefined);
  }

  /**
   * Puts a look-up into the trace, which nobody waits for: where many such reports have no answer yet, a promise of that is
   * given.
   */
  reportLookup(reportJson: string, line: number, thread: string | undefined): Waiting<void> | undefined {
    this.#trace.flush();
    const source = this.#waits.source(line, thread);
    const params = { ...JSON.parse(reportJson), pid: this.#pid, ...(source === undefined ? {} : { source }) };
    const reported = this.#connection.control("reportLookup", params).then(
      () => undefined,
      () => undefined,
    );
    this.#openReports += 1;
    const counted = reported.finally(() => {
      this.#openReports -= 1;
    });
    return this.#openReports < MAX_OPEN_REPORTS ? undefined : this.#waits.resumed(counted);
  }
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
