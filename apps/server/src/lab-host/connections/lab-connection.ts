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
  isControlName,
  limits,
  type MessageEncoding,
  type ReplyMessage,
} from "@sockpit/protocol";
import { Interrupter } from "@sockpit/sockets";
import type { z } from "zod";
import { errorForCaller } from "../../between/report-bug.js";
import { CallBudget } from "../call-budget.js";
import type { LabUse } from "../labs.js";
import type { Parser } from "../parsing/parser.js";
import type { SharedMemory } from "../shared-memory.js";
import type { TlsEngine } from "../tls/tls-engine.js";
import type { EventForm } from "../trace-cursor.js";
import { DONE, type Turns } from "../turns.js";
import type { ClientSocket } from "./client-socket.js";
import { type ControlTarget, performControl } from "./controls.js";
import type { Farewells } from "./farewells.js";
import { Inbox, type Incoming } from "./inbox.js";
import { KeepAlive } from "./keep-alive.js";
import type { LabWebSocket } from "./lab-web-socket.js";
import { Outbox } from "./outbox.js";
import { peekMessageId } from "./peek-message-id.js";
import { ReadingGate } from "./reading-gate.js";

/** Calls that end for one reason end so many in a turn: each puts an event into the trace. */
const INTERRUPTED_IN_A_TURN = 16;

/** A call under way. */
class Call extends Interrupter {
  readonly pid: number;
  /** Of its message. */
  readonly lengthBytes: number;

  constructor(pid: number, lengthBytes: number) {
    super();
    this.pid = pid;
    this.lengthBytes = lengthBytes;
  }
}

export interface LabConnectionOptions {
  readonly socket: LabWebSocket;
  readonly client: ClientSocket;
  readonly turns: Turns;
  readonly incoming: SharedMemory;
  readonly outgoing: SharedMemory;
  readonly parser: Parser;
  readonly tls: TlsEngine;
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

  readonly tls: TlsEngine;

  /** Whether it has asked for the lab's events: a page does, a program does not. */
  isFollower = false;

  constructor({ lab, calls }: LabUse, options: LabConnectionOptions) {
    const { socket, client, turns, parser, farewells, pingMs } = options;
    const { tcpSocket } = client;
    this.lab = lab;
    this.tls = options.tls;
    this.#options = options;
    const bounds = { calls: limits.callsPerConnection, bytes: limits.callBytesPerConnection };
    this.#budget = new CallBudget("A connection", bounds, calls);
    const gate = new ReadingGate(socket, () => this.#inbox.readOn());
    const take = (message: Incoming) => this.#receive(message);
    const pong = (data: Uint8Array) => this.#outbox.pong(data);
    const shared = { tcpSocket, turns, gate };
    const memory = options.incoming;
    this.#inbox = new Inbox(socket, { ...shared, lab: lab.id, memory, parser, farewells, take, pong });
    this.#outbox = new Outbox(socket, { ...shared, lab, memory: options.outgoing });
    client.receive((bytes) => this.read(bytes));
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

  /** Takes what its client has sent, in memory that is changed, and used again afterwards. */
  read(bytes: Buffer): void {
    this.#inbox.read(bytes);
  }

  own(pid: number): void {
    this.#processes.add(pid);
  }

  cancel(id: number): boolean {
    const call = this.#calls.get(id);
    call?.interrupt();
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
    this.#options.socket.end(code, reason);
  }

  /** `DONE`, unless it goes on in promise jobs. */
  #receive({ bytes, lengthBytes, encoding, decode }: Incoming): unknown {
    if (this.lab.isClosed) return DONE;
    if (lengthBytes > limits.messageBytes) {
      const message = `A message holds at most ${limits.messageBytes} bytes; this one has ${lengthBytes}.`;
      const failure = codedFailure("message_too_large", message);
      return this.#fail(peekMessageId(bytes, encoding), failure.error, encoding);
    }
    let message: unknown;
    try {
      message = decode();
    } catch (error) {
      return this.#refuseBroken(error, bytes, encoding);
    }
    this.#brokenInARow = 0;
    const schema = isControl(message) ? ControlMessage : CommandMessage;
    const parsed = (schema as z.ZodType<CommandMessage | ControlMessage>).safeParse(message);
    if (!parsed.success) return this.#fail(idOf(message), badParams(parsed.error, "").error, encoding);
    if (this.#options.isReadOnly && !isReading(parsed.data)) {
      const rule = "This token is a viewer's: it may follow, and change nothing.";
      return this.#fail(parsed.data.id, codedFailure("read_only", rule).error, encoding);
    }
    if ("control" in parsed.data) return this.#control(parsed.data, encoding);
    return this.#command(parsed.data, { encoding, lengthBytes });
  }

  #refuseBroken(error: unknown, bytes: Uint8Array, encoding: MessageEncoding): typeof DONE {
    const refusal = errorForCaller(error);
    // What is no JSON or MessagePack has no fields, and so no id.
    this.#fail("field" in refusal ? peekMessageId(bytes, encoding) : null, refusal, encoding);
    this.#brokenInARow += 1;
    if (this.#brokenInARow === limits.malformedMessages) {
      this.#inbox.refuse(`${limits.malformedMessages} messages in a row could not be decoded`);
    }
    return DONE;
  }

  /** As `performControl`, holds no message while it waits. */
  #control(message: ControlMessage, encoding: MessageEncoding): Promise<void> {
    const { id } = message;
    return performControl(this, message, encoding)
      .then(({ result, after }) => {
        this.#outbox.reply({ id, ok: true, result }, encoding);
        after?.();
      })
      .catch((error: unknown) => void this.#fail(id, errorForCaller(error), encoding));
  }

  /** Most calls need not wait: they end here, without a promise. */
  #command(
    { id, pid, command, params, source }: CommandMessage,
    { encoding, lengthBytes }: { encoding: MessageEncoding; lengthBytes: number },
  ): unknown {
    const call = new Call(pid, lengthBytes);
    try {
      if (this.#calls.has(id)) throw idInUse();
      this.#budget.take(lengthBytes);
    } catch (error) {
      return this.#fail(id, errorForCaller(error), encoding);
    }
    let outcome: object | Promise<object>;
    try {
      // What need not wait is encoded at once.
      outcome = this.lab.call({ pid, command, params, source, interrupter: call, borrows: true });
    } catch (error) {
      this.#budget.giveBack(lengthBytes);
      return this.#fail(id, errorForCaller(error), encoding);
    }
    if (outcome instanceof Promise) return this.#wait(id, call, { outcome, encoding });
    this.#budget.giveBack(lengthBytes);
    this.#outbox.reply({ id, ok: true, result: outcome }, encoding);
    return DONE;
  }

  async #wait(
    id: number,
    call: Call,
    { outcome, encoding }: { outcome: Promise<object>; encoding: MessageEncoding },
  ): Promise<void> {
    this.#calls.set(id, call);
    let reply: ReplyMessage;
    try {
      reply = { id, ok: true, result: await outcome };
    } catch (error) {
      reply = { id, ok: false, error: errorForCaller(error) };
    }
    this.#calls.delete(id);
    this.#budget.giveBack(call.lengthBytes);
    this.#outbox.reply(reply, encoding);
  }

  #fail(id: number | null, error: CallError, encoding: MessageEncoding): typeof DONE {
    this.#outbox.reply({ id, ok: false, error }, encoding);
    return DONE;
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
        for (; next < end; next += 1) calls[next]?.interrupt();
        if (next === calls.length) resolve();
        else this.#options.turns.add(this.lab.id, this, interruptSome);
      };
      interruptSome();
    });
  }
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
