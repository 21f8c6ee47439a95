import { Worker } from "node:worker_threads";
import { type CallError, CallFailure, codedFailure, type MessageEncoding } from "@sockpit/protocol";
import type { ParsedMessage } from "@sockpit/protocol/parse-large";
import { noteDeadBuffers } from "../../between/dead-buffers.js";
import { log } from "../../between/log.js";
import { LabsInTurn } from "../labs-in-turn.js";

/** Room for one message of the largest size, its text of two bytes a character, and what is made of it. */
const HEAP_MEBIBYTES = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

export interface ParseJob {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: MessageEncoding;
}

export type ParseResult =
  | ({ isParsed: true } & ParsedMessage)
  | { isParsed: false; error: CallError; transfer: [] };

interface Waiting extends ParseJob {
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Parses large messages in a thread of its own, which the kernel can interrupt: in the thread that serves all labs each would hold
 * up everybody for some milliseconds, and what it leaves behind would be collected there. One at a time, the labs in turn.
 */
export class Parser {
  readonly #waiting = new LabsInTurn<Waiting>();
  #underWay: Waiting | undefined;
  readonly #program: URL;
  #thread: Worker;

  constructor(program = new URL("./parse-thread.js", import.meta.url)) {
    this.#program = program;
    this.#thread = this.#start();
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }

  /** The message, with its bytes taken. `bad_message`. */
  parse(
    lab: string,
    { bytes, encoding }: { bytes: Uint8Array; encoding: MessageEncoding },
  ): Promise<unknown> {
    return new Promise((done, failed) => {
      this.#waiting.add(lab, { bytes: ownBytes(bytes), encoding, done, failed });
      this.#goOn();
    });
  }

  #start(): Worker {
    const thread = new Worker(this.#program, { name: "parser", resourceLimits: HEAP_MEBIBYTES });
    thread.on("message", (result: ParseResult) => this.#finish(result));
    thread.on("error", (error) => this.#replace(error));
    thread.unref();
    return thread;
  }

  #goOn(): void {
    if (this.#underWay !== undefined) return;
    const job = this.#waiting.take();
    if (job === undefined) return;
    this.#underWay = job;
    this.#thread.postMessage({ bytes: job.bytes, encoding: job.encoding }, [job.bytes.buffer]);
  }

  #finish(result: ParseResult): void {
    const job = this.#underWay;
    this.#underWay = undefined;
    for (const { byteLength } of result.transfer) noteDeadBuffers(byteLength);
    if (result.isParsed) job?.done(result.value);
    else job?.failed(new CallFailure(result.error));
    this.#goOn();
  }

  /** A message that takes more memory than the thread has ends it. */
  #replace(error: Error): void {
    log.error({ err: error }, "the thread that parses large messages ended");
    const job = this.#underWay;
    this.#underWay = undefined;
    this.#thread = this.#start();
    job?.failed(codedFailure("bad_message", "The message takes too much memory to be parsed."));
    this.#goOn();
  }
}

/** Memory that can be handed to another thread: nobody else's bytes are in it. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? new Uint8Array(buffer)
    : Uint8Array.from(bytes);
}
