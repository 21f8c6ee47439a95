import type { CallConnection, RawReply } from "@sockpit/client";
import {
  CallFailure,
  type CommandName,
  codedFailure,
  decodeJson,
  encodeJson,
  givesBytes,
  hasCommand,
  type ReplyMessage,
} from "@sockpit/protocol";
import type { StandardInput } from "../standard-input.js";
import type { TraceWriter } from "../trace-writer.js";
import type { BegunWait, ProgramWaits, Waiting } from "./program-waits.js";

/** Reports without an answer, from which on a program waits for one. */
const MAX_OPEN_REPORTS = 64;

/** So many bytes go to Python behind the reply's text: as an object of their own they cost more to hand over and to read. */
const MAX_INLINE_BYTES = 1024;

/**
 * A call's answer as Python reads it, where it is more than text: `text` is missing only when the call was interrupted, and `data`
 * where there are none, or few. Undefined becomes None in Python; null would not.
 *
 * The text is the protocol's reply in JSON, as one line; after a newline come few bytes of data, each as the character of that number.
 */
export interface BridgeReply {
  text: string | undefined;
  data: Uint8Array | undefined;
  interrupted: boolean;
  /** Of a `sendall` that was interrupted: the bytes that went before. */
  sentBytes: number;
  /** A line was typed before the call was done, which was given up for it. */
  typed: boolean;
}

interface Parts {
  connection: CallConnection;
  /** The process's number in the lab. */
  pid: number;
  trace: TraceWriter;
  input: StandardInput;
  waits: ProgramWaits;
}

/** What a program asks of its lab. */
export class LabCalls {
  readonly #connection: CallConnection;
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

  /** Makes a socket call. Few bytes of data come as a text, each as the character of that number. */
  call(
    command: string,
    paramsJson: string,
    data: Uint8Array | string | undefined,
    line: number,
    thread: string | undefined,
  ): Waiting<BridgeReply | string> {
    const begun = this.#waits.begin(line, thread);
    const params = { paramsJson, data: typeof data === "string" ? bytesOf(data) : data };
    return this.#waits.resumed(this.#call(knownCommand(command), params, begun));
  }

  /** The same, given up as soon as a line is typed: for waits in which standard input takes part. */
  callOrInput(
    command: string,
    paramsJson: string,
    line: number,
    thread: string | undefined,
  ): Waiting<BridgeReply | string> {
    const begun = this.#waits.begin(line, thread);
    this.#input.want("");
    const called = this.#call(knownCommand(command), { paramsJson, data: undefined }, begun, this.#input);
    return this.#waits.resumed(called);
  }

  async #call(
    command: CommandName,
    params: { paramsJson: string; data: Uint8Array | undefined },
    { wait, source }: BegunWait,
    input?: StandardInput,
  ): Promise<BridgeReply | string> {
    let isTyped = input?.hasLine === true;
    let stopListening: (() => void) | undefined;
    try {
      if (isTyped || wait.isInterrupted()) return givenUp(wait.isInterrupted());
      const { reply, cancel } = this.#connection.rawCall(command, this.#pid, {
        ...params,
        givesData: givesBytes(command),
        source,
      });
      wait.onInterrupt(cancel);
      stopListening = input?.onLine(() => {
        isTyped = true;
        cancel();
      });
      const raw = await reply;
      this.#waits.turnBegan();
      if (isTyped || wait.isInterrupted()) {
        const sentBytes = bytesOfInterrupted(raw);
        if (sentBytes !== undefined) return givenUp(wait.isInterrupted(), sentBytes);
      }
      return replyOf(raw, wait.isInterrupted());
    } catch (error) {
      return replyOf(encodeJson({ ok: false, error: failureOf(error) }), wait.isInterrupted());
    } finally {
      stopListening?.();
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

  /** Makes a call whose answer nobody waits for. With a `line`, it is a call of the program's that cannot fail. */
  post(
    command: string,
    paramsJson: string,
    data: Uint8Array | undefined,
    line: number,
    thread: string | undefined,
  ): void {
    this.#trace.flush();
    const source = this.#waits.source(line, thread);
    const call = { paramsJson, data, source };
    this.#connection.rawCall(knownCommand(command), this.#pid, call).reply.then(
      (reply) => {
        if (source !== undefined && !isOk(reply)) console.error(`${command} failed after all:`, reply);
      },
      () => undefined,
    );
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

function replyOf(raw: RawReply, interrupted: boolean): BridgeReply | string {
  const { text, data } = typeof raw === "string" ? { text: raw, data: undefined } : splitData(raw);
  if (data === undefined && !interrupted) return text;
  return { text, data, interrupted, sentBytes: 0, typed: false };
}

function givenUp(interrupted: boolean, sentBytes = 0): BridgeReply {
  return { text: undefined, data: undefined, interrupted, sentBytes, typed: !interrupted };
}

/** How many bytes went of a call that was interrupted; undefined of one that has ended by itself. */
function bytesOfInterrupted(raw: RawReply): number | undefined {
  const reply = typeof raw === "string" ? (decodeJson(raw) as ReplyMessage) : raw;
  if (reply.ok || reply.error.kind !== "errno" || reply.error.errno !== "EINTR") return undefined;
  return reply.error.sentBytes ?? 0;
}

function isOk(raw: RawReply): boolean {
  return (typeof raw === "string" ? (decodeJson(raw) as ReplyMessage) : raw).ok;
}

function splitData(reply: ReplyMessage): { text: string; data: Uint8Array | undefined } {
  const data = reply.ok ? (reply.result as { data?: unknown }).data : undefined;
  if (!reply.ok || !(data instanceof Uint8Array)) return { text: encodeJson(reply), data: undefined };
  const { data: _, ...result } = reply.result as { data: Uint8Array };
  const text = encodeJson({ ok: true, result });
  if (data.length > MAX_INLINE_BYTES) return { text, data };
  return { text: `${text}\n${String.fromCharCode(...data)}`, data: undefined };
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function knownCommand(name: string): CommandName {
  if (!hasCommand(name)) throw codedFailure("unknown_command", `There is no command ${name}.`);
  return name;
}

function failureOf(error: unknown): CallFailure["error"] {
  if (error instanceof CallFailure) return error.error;
  return codedFailure("internal", error instanceof Error ? error.message : String(error)).error;
}
