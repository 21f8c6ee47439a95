import type { Lab } from "@sockpit/lab";
import {
  badParams,
  type CallError,
  CommandMessage,
  ControlMessage,
  codedFailure,
  decodeRequest,
  encodeBinary,
  encodeJson,
  type LabEvent,
  limits,
  type MessageEncoding,
  type ReplyMessage,
} from "@sockpit/protocol";
import type { WebSocket } from "ws";
import type { z } from "zod";
import { errorForCaller } from "../between/report-bug.js";
import { type ControlTarget, type EventForm, performControl } from "./controls.js";
import { EventBatch } from "./event-batch.js";
import { Inbox } from "./inbox.js";
import { peekMessageId } from "./peek-message-id.js";
import type { Turns } from "./turns.js";

/** A follower that is so many bytes behind is cut off, rather than kept in memory. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024;
const TOO_SLOW_CODE = 1013;

/** A client whose messages are no messages, so many in a row, is no client: it is cut off, rather than answered for ever. */
const MAX_BROKEN_IN_A_ROW = 100;
const POLICY_CODE = 1008;

/** Calls of a connection that has ended are interrupted so many in a turn: each puts an event into the trace. */
const INTERRUPTED_IN_A_TURN = 16;

/** One WebSocket in a lab: decodes messages, hands them to the lab, encodes replies and events. */
export class LabConnection implements ControlTarget {
  readonly lab: Lab;
  readonly #socket: WebSocket;
  readonly #processes = new Set<number>();
  readonly #calls = new Map<number, AbortController>();
  readonly #inbox: Inbox;
  #brokenInARow = 0;
  #stopFollowing: (() => void) | undefined;
  #batch: EventBatch | undefined;

  constructor(lab: Lab, socket: WebSocket, turns: Turns) {
    this.lab = lab;
    this.#socket = socket;
    const take = (bytes: Uint8Array, encoding: MessageEncoding) => this.#receive(bytes, encoding);
    this.#inbox = new Inbox(socket, { turns, lab: lab.id, take });
    /** ws answers a broken frame itself, with close code 1002, 1007 or 1009 (RFC 6455 §7.4.1). */
    socket.on("error", () => undefined);
    socket.on("close", () => this.#closed());
  }

  own(pid: number): void {
    this.#processes.add(pid);
  }

  cancel(id: number): boolean {
    const call = this.#calls.get(id);
    call?.abort();
    return call !== undefined;
  }

  follow(kept: LabEvent[], { encoding, isBatched }: EventForm): void {
    this.#stopFollowing?.();
    this.#batch?.stop();
    const batch = isBatched ? new EventBatch((events) => this.#send({ events }, encoding)) : undefined;
    this.#batch = batch;
    const take = (event: LabEvent) => (batch === undefined ? this.#send(event, encoding) : batch.add(event));
    for (const event of kept) take(event);
    this.#stopFollowing = this.lab.listen(take);
  }

  #receive(bytes: Uint8Array, encoding: MessageEncoding): void {
    if (this.lab.isClosed || this.#brokenInARow >= MAX_BROKEN_IN_A_ROW) return;
    if (bytes.length > limits.messageBytes) {
      const message = `A message holds at most ${limits.messageBytes} bytes; this one has ${bytes.length}.`;
      const failure = codedFailure("message_too_large", message);
      this.#fail(peekMessageId(bytes, encoding), failure.error, encoding);
      return;
    }
    let message: unknown;
    try {
      message = decodeRequest(bytes, encoding);
    } catch (error) {
      const refusal = errorForCaller(error);
      // What is no JSON or MessagePack has no fields, and so no id.
      this.#fail("field" in refusal ? peekMessageId(bytes, encoding) : null, refusal, encoding);
      this.#brokenInARow += 1;
      if (this.#brokenInARow < MAX_BROKEN_IN_A_ROW) return;
      this.#socket.close(POLICY_CODE, `${MAX_BROKEN_IN_A_ROW} messages in a row could not be decoded`);
      return;
    }
    this.#brokenInARow = 0;
    const schema = isControl(message) ? ControlMessage : CommandMessage;
    const parsed = (schema as z.ZodType<CommandMessage | ControlMessage>).safeParse(message);
    if (!parsed.success) {
      this.#fail(idOf(message), badParams(parsed.error, "").error, encoding);
      return;
    }
    if ("control" in parsed.data) this.#control(parsed.data, encoding);
    else void this.#command(parsed.data, encoding);
  }

  #control(message: ControlMessage, encoding: MessageEncoding): void {
    try {
      const { result, after } = performControl(this, message, encoding);
      this.#reply({ id: message.id, ok: true, result }, encoding);
      after?.();
    } catch (error) {
      this.#fail(message.id, errorForCaller(error), encoding);
    }
  }

  async #command(message: CommandMessage, encoding: MessageEncoding): Promise<void> {
    if (this.#calls.size >= limits.callsPerConnection || this.#calls.has(message.id)) {
      this.#fail(message.id, tooManyCalls(this.#calls.has(message.id)), encoding);
      return;
    }
    const controller = new AbortController();
    this.#calls.set(message.id, controller);
    try {
      const { pid, command, params, source } = message;
      const result = await this.lab.call({ pid, command, params, source, signal: controller.signal });
      this.#calls.delete(message.id);
      this.#reply({ id: message.id, ok: true, result }, encoding);
    } catch (error) {
      this.#calls.delete(message.id);
      this.#fail(message.id, errorForCaller(error), encoding);
    }
  }

  #fail(id: number | null, error: CallError, encoding: MessageEncoding): void {
    this.#reply({ id, ok: false, error }, encoding);
  }

  /** Events do not come after the reply to what they tell of. */
  #reply(message: ReplyMessage, encoding: MessageEncoding): void {
    this.#batch?.flush();
    this.#send(message, encoding);
  }

  #send(message: object, encoding: MessageEncoding): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      this.#socket.close(TOO_SLOW_CODE, "events were not read fast enough");
      return;
    }
    this.#socket.send(encoding === "json" ? encodeJson(message) : encodeBinary(message));
  }

  #closed(): void {
    this.#stopFollowing?.();
    this.#batch?.stop();
    this.#inbox.after(() => this.#interruptCalls());
  }

  /** Interrupts what waits, then ends the processes. */
  #interruptCalls(): void {
    if (this.lab.isClosed) return;
    let left = INTERRUPTED_IN_A_TURN;
    for (const [id, call] of this.#calls) {
      if (left-- === 0) break;
      this.#calls.delete(id);
      call.abort();
    }
    this.#inbox.after(() => (this.#calls.size > 0 ? this.#interruptCalls() : this.#endProcesses()));
  }

  #endProcesses(): void {
    for (const pid of this.#processes) {
      if (this.lab.hasProcess(pid)) this.lab.endProcess(pid, { status: 0, reason: "disconnected" });
    }
  }
}

function isControl(message: unknown): boolean {
  return typeof message === "object" && message !== null && "control" in message;
}

function idOf(message: unknown): number | null {
  if (typeof message !== "object" || message === null || !("id" in message)) return null;
  return typeof message.id === "number" && Number.isSafeInteger(message.id) && message.id >= 0
    ? message.id
    : null;
}

function tooManyCalls(isTwice: boolean): CallError {
  const message = isTwice
    ? "A call with this id is still under way."
    : `A connection has at most ${limits.callsPerConnection} calls under way. Wait for some to end.`;
  return codedFailure("too_many_calls", message, { field: "id" }).error;
}
