import type { Socket } from "node:net";
import type { Lab } from "@sockpit/lab";
import {
  badParams,
  type CallError,
  CommandMessage,
  type ControlDescription,
  ControlMessage,
  closeCodes,
  codedFailure,
  controls,
  decodeRequest,
  isControlName,
  limits,
  type MessageEncoding,
} from "@sockpit/protocol";
import { Interrupter } from "@sockpit/sockets";
import type { WebSocket } from "ws";
import type { z } from "zod";
import { errorForCaller } from "../../between/report-bug.js";
import { CallBudget } from "../call-budget.js";
import type { LabUse } from "../labs.js";
import type { SharedMemory } from "../shared-memory.js";
import type { EventForm } from "../trace-cursor.js";
import type { Turns } from "../turns.js";
import { type ControlTarget, performControl } from "./controls.js";
import type { Farewells } from "./farewells.js";
import { Inbox, type Incoming } from "./inbox.js";
import { KeepAlive } from "./keep-alive.js";
import { Outbox } from "./outbox.js";
import { peekMessageId } from "./peek-message-id.js";
import { ReadingGate } from "./reading-gate.js";

/** A client whose messages are no messages, so many in a row, is no client: it is cut off, rather than answered for ever. */
const MAX_BROKEN_IN_A_ROW = 100;

/** Calls that end for one reason end so many in a turn: each puts an event into the trace. */
const INTERRUPTED_IN_A_TURN = 16;

interface Call {
  readonly pid: number;
  readonly interrupter: Interrupter;
}

export interface LabConnectionOptions {
  readonly socket: WebSocket;
  readonly tcpSocket: Socket;
  readonly turns: Turns;
  readonly incoming: SharedMemory;
  readonly outgoing: SharedMemory;
  readonly farewells: Farewells;
  readonly pingMs: number;
  /** A viewer's: it may follow, and change nothing. */
  readonly isReadOnly: boolean;
  /** Interrupts a process's waiting calls over all connections, all but a few. */
  interrupt(pid: number): Promise<void>;
}

/** One WebSocket in a lab: decodes messages, hands them to the lab, and gives what comes of it to the outbox. */
export class LabConnection implements ControlTarget {
  readonly lab: Lab;
  readonly #options: LabConnectionOptions;
  readonly #processes = new Set<number>();
  readonly #calls = new Map<number, Call>();
  readonly #budget: CallBudget;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #keepAlive: KeepAlive;
  #brokenInARow = 0;

  /** RFC 6455's code and reason, once the connection has ended. */
  readonly closed: Promise<{ code: number; reason: string }>;

  /** Whether it has asked for the lab's events: a page does, a program does not. */
  isFollower = false;

  constructor({ lab, calls }: LabUse, options: LabConnectionOptions) {
    const { socket, tcpSocket, turns, farewells, pingMs } = options;
    this.lab = lab;
    this.#options = options;
    const bounds = { calls: limits.callsPerConnection, bytes: limits.callBytesPerConnection };
    this.#budget = new CallBudget("A connection", bounds, calls);
    const gate = new ReadingGate(socket);
    const take = (message: Incoming) => this.#receive(message);
    const memory = options.incoming;
    this.#inbox = new Inbox(socket, { lab: lab.id, tcpSocket, turns, gate, memory, farewells, take });
    this.#outbox = new Outbox(socket, { lab, gate, memory: options.outgoing });
    this.#keepAlive = new KeepAlive(socket, {
      intervalMs: pingMs,
      // One that is not read shows that it is there by reading, or waits for its own messages to be taken.
      signs: () => tcpSocket.bytesRead + (gate.isShut ? this.#outbox.sent + this.#inbox.taken : 0),
      onRound: () => {
        this.#inbox.checkUnfinished();
        this.#outbox.heartbeat();
      },
    });
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
      // ws says so once it has given out what it has read, which here nobody waits for.
      tcpSocket.on("close", () => {
        if (this.#inbox.isCutOff) resolve({ code: closeCodes.lost.code, reason: "" });
      });
    });
    void this.closed.then(() => this.#closed());
  }

  own(pid: number): void {
    this.#processes.add(pid);
  }

  cancel(id: number): boolean {
    const call = this.#calls.get(id);
    call?.interrupter.interrupt();
    return call !== undefined;
  }

  follow(since: number, form: EventForm): void {
    this.isFollower = true;
    this.#outbox.follow(since, form);
  }

  async endProcess(pid: number, status: number): Promise<void> {
    if (this.lab.hasProcess(pid)) await this.#options.interrupt(pid);
    this.lab.endProcess(pid, { status, reason: "exited" });
  }

  /** Interrupts waiting calls, of one process or of all, over several turns; leaves as many as one turn may end. */
  interruptMost(pid?: number): Promise<void> {
    const waiting = [...this.#calls.values()].filter((call) => pid === undefined || call.pid === pid);
    return this.#interrupt(waiting.slice(INTERRUPTED_IN_A_TURN));
  }

  /** Ends the connection, after the events that have happened. */
  close(code: number, reason: string): void {
    this.#outbox.flush();
    this.#options.socket.close(code, reason);
  }

  #receive({ bytes, lengthBytes, encoding }: Incoming): void {
    if (this.lab.isClosed) return;
    if (lengthBytes > limits.messageBytes) {
      const message = `A message holds at most ${limits.messageBytes} bytes; this one has ${lengthBytes}.`;
      const failure = codedFailure("message_too_large", message);
      this.#fail(peekMessageId(bytes, encoding), failure.error, encoding);
      return;
    }
    let message: unknown;
    try {
      message = decodeRequest(encoding === "json" ? bytes : ownBytes(bytes), encoding);
    } catch (error) {
      const refusal = errorForCaller(error);
      // What is no JSON or MessagePack has no fields, and so no id.
      this.#fail("field" in refusal ? peekMessageId(bytes, encoding) : null, refusal, encoding);
      this.#brokenInARow += 1;
      if (this.#brokenInARow < MAX_BROKEN_IN_A_ROW) return;
      this.#inbox.refuse(`${MAX_BROKEN_IN_A_ROW} messages in a row could not be decoded`);
      return;
    }
    this.#brokenInARow = 0;
    const schema = isControl(message) ? ControlMessage : CommandMessage;
    const parsed = (schema as z.ZodType<CommandMessage | ControlMessage>).safeParse(message);
    if (!parsed.success) {
      this.#fail(idOf(message), badParams(parsed.error, "").error, encoding);
      return;
    }
    if (this.#options.isReadOnly && !isReading(parsed.data)) {
      const failure = codedFailure(
        "read_only",
        "This token is a viewer's: it may follow, and change nothing.",
      );
      this.#fail(parsed.data.id, failure.error, encoding);
    } else if ("control" in parsed.data) void this.#control(parsed.data, encoding);
    else void this.#command(parsed.data, { encoding, lengthBytes });
  }

  async #control(message: ControlMessage, encoding: MessageEncoding): Promise<void> {
    try {
      const { result, after } = await performControl(this, message, encoding);
      this.#outbox.reply({ id: message.id, ok: true, result }, encoding);
      after?.();
    } catch (error) {
      this.#fail(message.id, errorForCaller(error), encoding);
    }
  }

  async #command(
    { id, pid, command, params, source }: CommandMessage,
    { encoding, lengthBytes }: { encoding: MessageEncoding; lengthBytes: number },
  ): Promise<void> {
    const interrupter = new Interrupter();
    let giveBack: (() => void) | undefined;
    try {
      if (this.#calls.has(id)) throw idInUse();
      giveBack = this.#budget.take(lengthBytes);
      this.#calls.set(id, { pid, interrupter });
      const result = await this.lab.call({ pid, command, params, source, interrupter });
      this.#ended(id, giveBack);
      this.#outbox.reply({ id, ok: true, result }, encoding);
    } catch (error) {
      if (giveBack !== undefined) this.#ended(id, giveBack);
      this.#fail(id, errorForCaller(error), encoding);
    }
  }

  #ended(id: number, giveBack: () => void): void {
    if (this.#calls.delete(id)) giveBack();
  }

  #fail(id: number | null, error: CallError, encoding: MessageEncoding): void {
    this.#outbox.reply({ id, ok: false, error }, encoding);
  }

  #closed(): void {
    this.#keepAlive.stop();
    this.#outbox.stop();
    this.#inbox.stop();
    this.#inbox.after(() => void this.#leave());
  }

  /** Interrupts what waits, then ends the processes. */
  async #leave(): Promise<void> {
    await this.#interrupt([...this.#calls.values()]);
    for (const pid of this.#processes) {
      if (this.lab.hasProcess(pid)) this.lab.endProcess(pid, { status: 0, reason: "disconnected" });
    }
  }

  #interrupt(calls: readonly Call[]): Promise<void> {
    return new Promise((resolve) => {
      let next = 0;
      const interruptSome = () => {
        const end = Math.min(calls.length, next + INTERRUPTED_IN_A_TURN);
        for (; next < end; next += 1) calls[next]?.interrupter.interrupt();
        if (next === calls.length) resolve();
        else this.#options.turns.add(this.lab.id, this, interruptSome);
      };
      interruptSome();
    });
  }
}

/** Decoded bytes are views of the message: a call that waits should not keep everything that came with it. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

function isControl(message: unknown): boolean {
  return typeof message === "object" && message !== null && "control" in message;
}

function isReading(message: CommandMessage | ControlMessage): boolean {
  if (!("control" in message) || !isControlName(message.control)) return false;
  const control: ControlDescription = controls[message.control];
  return control.isReadOnly === true;
}

function idOf(message: unknown): number | null {
  if (typeof message !== "object" || message === null || !("id" in message)) return null;
  return typeof message.id === "number" && Number.isSafeInteger(message.id) && message.id >= 0
    ? message.id
    : null;
}

function idInUse() {
  return codedFailure("too_many_calls", "A call with this id is still under way.", { field: "id" });
}
