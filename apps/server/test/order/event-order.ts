import type { LabEvent, LabEventOf, PacketEnd } from "@sockpit/protocol";
import { isTcpPort, recordsOf } from "./records.js";

/** More of them say nothing new. */
const MAX_VIOLATIONS = 20;

type Handshake = "SYN" | "SYN-ACK" | "ACK" | "FIN";
const handshakeSteps: readonly Handshake[] = ["SYN", "SYN-ACK", "ACK", "FIN"];

interface CallUnderWay {
  readonly start: LabEventOf<"callStarted">;
  isBlocked: boolean;
}

/**
 * Holds what one connection receives against the order that docs/capture.md guarantees: nothing comes after its consequence. Needs
 * programs that send records (`records.ts`), whose calls name the port of their server as source file and, as line,
 * the id of their message.
 */
export class EventOrder {
  readonly violations: string[] = [];
  #lastSeq = 0;
  #lastAt = 0;
  #lastCall = 0;
  readonly #calls = new Map<number, CallUnderWay>();
  readonly #endedLines = new Set<number>();
  readonly #startedProcesses = new Set<number>();
  /** Records: handed to `send`, then seen in a packet. */
  readonly #records = new Map<string, "sent" | "passed">();
  /** TCP connections, by `connectionName`: how far each has come. */
  readonly #handshakes = new Map<string, Handshake>();
  /** By a TCP server's port: the connection that was begun last. Its client makes one after the other. */
  readonly #lastBegun = new Map<string, string>();
  /** By the `id` of a socket that `accept` gave. */
  readonly #accepted = new Map<string, string>();

  get lastSeq(): number {
    return this.#lastSeq;
  }

  event(event: LabEvent): void {
    if (event.seq !== this.#lastSeq + 1) this.#violated(`${event.seq} comes after event ${this.#lastSeq}`);
    if (event.at < this.#lastAt)
      this.#violated(`event ${event.seq} is of a time before that of the event before`);
    this.#lastSeq = event.seq;
    this.#lastAt = event.at;
    if (event.event === "processStarted") this.#startedProcesses.add(event.pid);
    else if (event.event === "callStarted") this.#started(event);
    else if (event.event === "callBlocked") this.#blocked(event);
    else if (event.event === "callEnded") this.#ended(event);
    else if (event.event === "packet") this.#passed(event);
    else if (event.event === "captureDropped") this.#violated(`${event.dropped} packets were not captured`);
  }

  /** The reply to a call of this connection. */
  reply(id: number): void {
    if (!this.#endedLines.has(id)) this.#violated(`the reply to ${id} comes before its callEnded`);
  }

  processReply(pid: number): void {
    if (!this.#startedProcesses.has(pid)) this.#violated(`pid ${pid} comes before its processStarted`);
  }

  #started(start: LabEventOf<"callStarted">): void {
    if (start.call !== this.#lastCall + 1)
      this.#violated(`call ${start.call} comes after call ${this.#lastCall}`);
    this.#lastCall = start.call;
    this.#calls.set(start.call, { start, isBlocked: false });
    if (!start.command.startsWith("send")) return;
    for (const record of recordsOf(dataOf(start.params))) this.#records.set(record, "sent");
  }

  #blocked({ call, seq }: LabEventOf<"callBlocked">): void {
    const underWay = this.#calls.get(call);
    if (underWay === undefined) this.#violated(`event ${seq}: call ${call} waits and is not under way`);
    else if (underWay.isBlocked) this.#violated(`event ${seq}: call ${call} begins to wait twice`);
    else underWay.isBlocked = true;
  }

  #ended(end: LabEventOf<"callEnded">): void {
    const underWay = this.#calls.get(end.call);
    this.#calls.delete(end.call);
    if (underWay === undefined) {
      this.#violated(`event ${end.seq}: call ${end.call} ends and is not under way`);
      return;
    }
    const { start, isBlocked } = underWay;
    if (start.source !== undefined) this.#endedLines.add(start.source.line);
    if (end.blockedUs > 0 && !isBlocked) this.#violated(`call ${end.call} has waited without callBlocked`);
    if (end.error !== undefined) this.#violated(`call ${end.call} failed: ${end.error.message}`);
    else this.#explained(start, end);
  }

  /** A call that has returned needs the packets that it returned for. */
  #explained(start: LabEventOf<"callStarted">, end: LabEventOf<"callEnded">): void {
    const { command, params, socket = "", source } = start;
    const port = source?.file ?? "";
    const isTcp = isTcpPort(Number(port));
    let isExplained = true;
    if (command === "connect" && isTcp) isExplained = this.#has(this.#lastBegun.get(port), "ACK");
    else if (command === "accept") {
      const connection = connectionName(clientPortOf(end.result), port);
      this.#accepted.set(end.socket ?? "", connection);
      isExplained = this.#has(connection, "ACK");
    } else if (command.startsWith("recv")) {
      const records = recordsOf(dataOf(end.result));
      isExplained =
        records.length === 0
          ? this.#has(this.#accepted.get(socket), "FIN")
          : records.every((record) => this.#records.get(record) === "passed");
      for (const record of records) this.#records.delete(record);
    } else if (command.startsWith("send") && !isTcp) {
      // A datagram goes at once; of TCP, a segment may have to wait for an ACK: RFC 896.
      isExplained = recordsOf(dataOf(params)).every((record) => this.#records.get(record) !== "sent");
    }
    if (!isExplained)
      this.#violated(`event ${end.seq}: ${command} returns before the packets that explain it`);
  }

  #has(connection: string | undefined, step: Handshake): boolean {
    const now = connection === undefined ? undefined : this.#handshakes.get(connection);
    return now !== undefined && handshakeSteps.indexOf(now) >= handshakeSteps.indexOf(step);
  }

  #passed({ seq, source, destination, tcp, data, call }: LabEventOf<"packet">): void {
    if (call !== undefined && !this.#calls.has(call)) {
      this.#violated(`event ${seq}: a packet of call ${call}, which is not under way`);
    }
    if (tcp !== undefined) this.#segment(seq, tcp.flags, { source, destination });
    for (const record of recordsOf(data)) {
      // Not of one that is sent again.
      if (this.#records.get(record) === "sent") this.#records.set(record, "passed");
      else if (call !== undefined && !this.#records.has(record)) {
        this.#violated(`event ${seq}: ${record} passes before it is sent`);
      }
    }
  }

  #segment(
    seq: number,
    flags: readonly string[],
    { source, destination }: Record<"source" | "destination", PacketEnd>,
  ): void {
    const has = (flag: string) => flags.includes(flag);
    const fromClient = connectionName(source.port, String(destination.port));
    if (has("SYN") && has("ACK"))
      this.#advance(seq, connectionName(destination.port, String(source.port)), "SYN-ACK");
    else if (has("SYN")) {
      this.#handshakes.set(fromClient, "SYN");
      this.#lastBegun.set(String(destination.port), fromClient);
    } else if (has("FIN") && this.#handshakes.has(fromClient)) this.#advance(seq, fromClient, "FIN");
    else if (this.#handshakes.get(fromClient) === "SYN-ACK") this.#advance(seq, fromClient, "ACK");
  }

  #advance(seq: number, connection: string, step: Handshake): void {
    const before = handshakeSteps[handshakeSteps.indexOf(step) - 1];
    const now = this.#handshakes.get(connection);
    if (now !== before)
      this.#violated(`event ${seq}: ${step} of connection ${connection} comes after ${now}`);
    this.#handshakes.set(connection, step);
  }

  #violated(what: string): void {
    if (this.violations.length < MAX_VIOLATIONS) this.violations.push(what);
  }
}

function connectionName(clientPort: number | undefined, serverPort: string): string {
  return `${clientPort} > ${serverPort}`;
}

function dataOf(values: object = {}): unknown {
  return "data" in values ? values.data : undefined;
}

/** Of the result of `accept`. */
function clientPortOf(result: object = {}): number | undefined {
  const { address } = result as { address?: { port?: number } };
  return address?.port;
}
