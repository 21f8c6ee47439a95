import type { Socket } from "node:net";
import type { Lab } from "@sockpit/lab";
import {
  closeCodes,
  encodeBinary,
  encodeBinaryInPlace,
  encodeJson,
  type MessageEncoding,
  type ReplyMessage,
} from "@sockpit/protocol";
import type { MemoryHolder, SharedMemory } from "../shared-memory.js";
import { type EventForm, emptyBatch, TraceCursor } from "../trace-cursor.js";
import type { Turns } from "../turns.js";
import { opcodes } from "./frame-header.js";
import { FrameWriter, type Opcode } from "./frame-writer.js";
import type { LabWebSocket } from "./lab-web-socket.js";
import type { ReadingGate } from "./reading-gate.js";

/** A page draws a stream of events ten times a second: many more messages than that would be more work for the same picture. */
const BATCH_INTERVAL_MS = 50;

/** While so much waits to be sent, nothing is added: events stay in the trace, replies behind them. */
const CONGESTED_BYTES = 256 * 1024;

/** While so much waits, no events are sent: one piece is on its way, and what comes meanwhile goes together. */
const EVENTS_AHEAD_BYTES = 64 * 1024;

/** While so much waits, no more calls are read: one reply of the largest size, and as much again. */
const FULL_BYTES = 3 * 1024 * 1024;

/** A connection is cut off at so much: it made calls, and did not read what they gave. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A reply that waits, with the frame that it will be. */
interface Reply {
  readonly payload: Uint8Array;
  readonly opcode: Opcode;
}

export interface OutboxOptions {
  readonly lab: Lab;
  readonly tcpSocket: Socket;
  readonly turns: Turns;
  readonly gate: ReadingGate;
  readonly memory: SharedMemory;
}

/**
 * What goes to one client: replies, and the lab's events, which do not come after the reply that they explain.
 * All replies of a turn are written at its end, after the events up to then.
 */
export class Outbox implements MemoryHolder {
  readonly #socket: LabWebSocket;
  readonly #lab: Lab;
  readonly #turns: Turns;
  readonly #gate: ReadingGate;
  readonly #memory: SharedMemory;
  readonly #frames: FrameWriter;
  /** Those that wait behind events, or for the client to read. */
  readonly #replies: Reply[] = [];
  #replyBytes = 0;
  #cursor: TraceCursor | undefined;
  #stopListening: (() => void) | undefined;
  /** Events up to this one are to be sent without waiting for others, and before replies. */
  #dueSeq = 0;
  #batchTimer: NodeJS.Timeout | undefined;
  #lastBatchAt = 0;
  #isWriteDue = false;
  #hasSent = false;
  #isStopped = false;
  #weighedBytes = 0;

  /** Writes that the kernel has taken. */
  sent = 0;

  constructor(socket: LabWebSocket, { lab, tcpSocket, turns, gate, memory }: OutboxOptions) {
    this.#socket = socket;
    this.#lab = lab;
    this.#turns = turns;
    this.#gate = gate;
    this.#memory = memory;
    this.#frames = new FrameWriter(tcpSocket, () => this.#written());
    socket.beforeClose = () => this.#write();
  }

  reply(message: ReplyMessage, encoding: MessageEncoding): void {
    if (!this.#isOpen) return;
    const opcode = encoding === "json" ? opcodes.text : opcodes.binary;
    const canGo = this.#cursor === undefined && this.#replies.length === 0 && !this.#isCongested;
    if (canGo) {
      const payload = encoding === "json" ? Buffer.from(encodeJson(message)) : encodeBinaryInPlace(message);
      this.#add(opcode, payload);
      return;
    }
    const payload = encoding === "json" ? Buffer.from(encodeJson(message)) : encodeBinary(message);
    this.#replies.push({ payload, opcode });
    this.#replyBytes += payload.length;
    this.#weigh();
    this.#writeAtEnd();
  }

  /** Answers a ping: RFC 6455 §5.5.3. */
  pong(payload: Uint8Array): void {
    if (this.#isOpen) this.#add(opcodes.pong, payload);
  }

  /** Sends the events after `since`, then each as it happens, in the place of any that are followed already. */
  follow(since: number, form: EventForm): void {
    this.#stopListening?.();
    this.#cursor = new TraceCursor(this.#lab, { since, form });
    this.#stopListening = this.#lab.listen(() => this.#eventHappened(form));
    this.flush();
  }

  /** Sends the events that have happened, as far as the client reads. */
  flush(): void {
    clearTimeout(this.#batchTimer);
    this.#batchTimer = undefined;
    this.#dueSeq = this.#lab.lastSeq;
    this.#pump();
  }

  /** Once a round: shows a follower that has been sent nothing since the last that the connection works. */
  heartbeat(): void {
    const form = this.#cursor?.form;
    if (form?.isBatched === true && !this.#hasSent && this.#frames.waitingBytes === 0 && this.#isOpen) {
      this.#add(opcodeOf(form), emptyBatch(form.encoding));
    }
    this.#hasSent = false;
  }

  cutOff(): void {
    this.stop();
    this.#socket.end(closeCodes.tryAgainLater.code, "replies or events were not read fast enough");
    // A client that does not read does not answer the close frame either.
    setImmediate(() => this.#socket.terminate());
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopListening?.();
    clearTimeout(this.#batchTimer);
    this.#cursor = undefined;
    this.#replies.length = 0;
    this.#replyBytes = 0;
    this.#memory.set(this, 0);
  }

  #eventHappened(form: EventForm): void {
    if (!form.isBatched) this.flush();
    else this.#batchTimer ??= setTimeout(() => this.flush(), this.#batchWaitMs());
  }

  #batchWaitMs(): number {
    return Math.max(0, BATCH_INTERVAL_MS - (performance.now() - this.#lastBatchAt));
  }

  get #isOpen(): boolean {
    return !this.#isStopped && this.#socket.readyState === this.#socket.OPEN;
  }

  get #isCongested(): boolean {
    return this.#frames.waitingBytes >= CONGESTED_BYTES;
  }

  #add(opcode: Opcode, payload: Uint8Array): void {
    this.#hasSent = true;
    this.#frames.add(opcode, payload);
    this.#writeAtEnd();
  }

  #writeAtEnd(): void {
    if (this.#isWriteDue) return;
    this.#isWriteDue = true;
    this.#turns.atEnd(this.#write);
  }

  readonly #write = (): void => {
    this.#isWriteDue = false;
    if (this.#replies.length > 0 && this.#cursor !== undefined) this.#dueSeq = this.#lab.lastSeq;
    this.#pump();
  };

  #written(): void {
    this.sent += 1;
    if (this.#replies.length > 0 || this.#cursor !== undefined) this.#pump();
    else this.#weigh();
  }

  #pump(): void {
    while (this.#isOpen && !this.#isCongested) {
      if (this.#cursor !== undefined && this.#cursor.seq < this.#dueSeq) {
        if (this.#frames.waitingBytes >= EVENTS_AHEAD_BYTES) break;
        this.#sendEvents(this.#cursor);
        continue;
      }
      const reply = this.#replies.shift();
      if (reply === undefined) break;
      this.#replyBytes -= reply.payload.length;
      this.#hasSent = true;
      this.#frames.add(reply.opcode, reply.payload);
    }
    if (this.#isOpen) this.#frames.flush();
    this.#weigh();
  }

  #sendEvents(cursor: TraceCursor): void {
    const message = cursor.next();
    if (message === undefined) return;
    if (message.dropped > 0) {
      this.#socket.end(closeCodes.tryAgainLater.code, "events were not read fast enough");
      return;
    }
    this.#lastBatchAt = performance.now();
    this.#hasSent = true;
    this.#frames.add(opcodeOf(cursor.form), message.data);
  }

  #weigh(): void {
    if (this.#isStopped) return;
    const bytes = this.#replyBytes + this.#frames.waitingBytes;
    if (bytes === this.#weighedBytes) return;
    this.#weighedBytes = bytes;
    this.#memory.set(this, bytes);
    if (bytes > MAX_BYTES) this.cutOff();
    else if (bytes > FULL_BYTES) this.#gate.shut("outbox");
    else if (bytes < CONGESTED_BYTES) this.#gate.open("outbox");
  }
}

function opcodeOf({ encoding }: EventForm): Opcode {
  return encoding === "json" ? opcodes.text : opcodes.binary;
}
