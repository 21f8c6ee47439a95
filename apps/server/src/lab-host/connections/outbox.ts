import type { Lab } from "@sockpit/lab";
import {
  closeCodes,
  encodeBinary,
  encodeJson,
  type MessageEncoding,
  type ReplyMessage,
} from "@sockpit/protocol";
import type { WebSocket } from "ws";
import type { MemoryHolder, SharedMemory } from "../shared-memory.js";
import { type EventForm, emptyBatch, TraceCursor } from "../trace-cursor.js";
import type { ReadingGate } from "./reading-gate.js";

/** A page draws a stream of events ten times a second: many more messages than that would be more work for the same picture. */
const BATCH_INTERVAL_MS = 50;

/** While so much waits to be sent, nothing is added: events stay in the trace, replies behind them. */
const CONGESTED_BYTES = 256 * 1024;

/** While so much waits, no more calls are read: one reply of the largest size, and as much again. */
const FULL_BYTES = 3 * 1024 * 1024;

/** A connection is cut off at so much: it made calls, and did not read what they gave. */
const MAX_BYTES = 16 * 1024 * 1024;

interface Reply {
  readonly data: string | Uint8Array;
  /** Events up to this one come first. */
  readonly seq: number;
}

export interface OutboxOptions {
  readonly lab: Lab;
  readonly gate: ReadingGate;
  readonly memory: SharedMemory;
}

/** What goes to one client: replies, and the lab's events, which do not come after the reply to the call that they tell of. */
export class Outbox implements MemoryHolder {
  readonly #socket: WebSocket;
  readonly #lab: Lab;
  readonly #gate: ReadingGate;
  readonly #memory: SharedMemory;
  readonly #replies: Reply[] = [];
  #replyBytes = 0;
  #cursor: TraceCursor | undefined;
  #stopListening: (() => void) | undefined;
  /** Events up to this one are to be sent without waiting for others. */
  #dueSeq = 0;
  #batchTimer: NodeJS.Timeout | undefined;
  #lastBatchAt = 0;
  #hasSent = false;
  #isStopped = false;

  /** Messages that the kernel has taken. */
  sent = 0;

  constructor(socket: WebSocket, { lab, gate, memory }: OutboxOptions) {
    this.#socket = socket;
    this.#lab = lab;
    this.#gate = gate;
    this.#memory = memory;
  }

  reply(message: ReplyMessage, encoding: MessageEncoding): void {
    if (!this.#isOpen) return;
    const data = encoding === "json" ? encodeJson(message) : encodeBinary(message);
    const seq = this.#cursor === undefined ? 0 : this.#lab.lastSeq;
    this.#replies.push({ data, seq });
    this.#replyBytes += data.length;
    this.#pump();
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
    if (form?.isBatched === true && !this.#hasSent && this.#socket.bufferedAmount === 0) {
      this.#send(emptyBatch(form.encoding), form.encoding === "binary");
    }
    this.#hasSent = false;
  }

  cutOff(): void {
    this.stop();
    this.#socket.close(closeCodes.tryAgainLater.code, "replies or events were not read fast enough");
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

  #pump(): void {
    while (this.#isOpen && this.#socket.bufferedAmount < CONGESTED_BYTES) {
      const reply = this.#replies[0];
      if (this.#cursor !== undefined && this.#cursor.seq < (reply?.seq ?? this.#dueSeq)) {
        this.#sendEvents(this.#cursor);
      } else if (reply !== undefined) {
        this.#replies.shift();
        this.#replyBytes -= reply.data.length;
        this.#send(reply.data, typeof reply.data !== "string");
      } else break;
    }
    this.#weigh();
  }

  #sendEvents(cursor: TraceCursor): void {
    const message = cursor.next();
    if (message === undefined) return;
    if (message.dropped > 0) {
      this.#socket.close(closeCodes.tryAgainLater.code, "events were not read fast enough");
      return;
    }
    this.#lastBatchAt = performance.now();
    this.#send(message.data, cursor.form.encoding === "binary");
  }

  #send(data: string | Uint8Array, isBinary: boolean): void {
    this.#hasSent = true;
    this.#socket.send(data, { binary: isBinary }, this.#onSent);
  }

  readonly #onSent = (): void => {
    this.sent += 1;
    this.#pump();
  };

  #weigh(): void {
    if (this.#isStopped) return;
    const bytes = this.#replyBytes + this.#socket.bufferedAmount;
    this.#memory.set(this, bytes);
    if (bytes > MAX_BYTES) this.cutOff();
    else if (bytes > FULL_BYTES) this.#gate.shut("outbox");
    else if (bytes < CONGESTED_BYTES) this.#gate.open("outbox");
  }
}
