import { type Endpoint, formatEndpoint, isPeek, receivedData, traitsOf } from "@sockpit/protocol";
import { ArrivedBytes } from "./arrived-bytes.js";
import { type CallEntry, isDropped, type PacketEntry } from "./entry.js";
import { dropWhile } from "./moment.js";
import { SentBytes } from "./sent-bytes.js";
import { takeBytes } from "./take-bytes.js";

/** Packets that one call names as its own; a bulk transfer has more, and the first tell the story. */
const MAX_PACKETS_OF_CALL = 64;

/** Errors that a packet brought. */
const broughtErrors: ReadonlySet<string> = new Set(["ECONNRESET", "ECONNREFUSED", "EHOSTUNREACH", "EPIPE"]);

/** A packet that has come, with which event. */
interface Arrival {
  entry: PacketEntry;
  seq: number;
}

/** One in a socket that waits for a call, and how many bytes of it nobody has taken. */
interface Untaken extends Arrival {
  bytes: number;
}

/**
 * Which call sent a packet, and which call took what it brought. The lab says which call was under way as a packet
 * left, and on which socket each call is; what one leaves in the kernel's queues is followed byte by byte.
 */
export class Joins {
  /** The call on each socket that waits for its handshake. */
  readonly #connecting = new Map<string, CallEntry>();
  /** The last call on each socket that makes the kernel send FIN or RST. */
  readonly #closers = new Map<string, CallEntry>();
  readonly #sent = new SentBytes();
  readonly #untaken = new Map<string, Untaken[]>();
  /** What has come in of each socket's stream. */
  readonly #received = new Map<string, ArrivedBytes<Arrival>>();
  /** The last packets of handshakes whose connection nobody has accepted yet, by the client's address, oldest first. */
  readonly #handshakes = new Map<string | null, Arrival>();
  /** The oldest event that is kept: what came before has no part in a join. */
  #firstSeq = 0;

  callStarted(call: CallEntry): void {
    const { socket, command } = call;
    if (socket === null) return;
    const { connects, closes, sends } = traitsOf(command);
    if (connects === "client") this.#connecting.set(socket, call);
    if (closes !== undefined) this.#closers.set(socket, call);
    if (sends !== undefined) this.#sent.begin(socket, call);
  }

  /** `made`: the socket that the call gave its program. */
  callEnded(call: CallEntry, made: string | null): void {
    const { socket, command, end } = call;
    if (made !== null) this.#sent.born(made);
    if (socket === null || end === null) return;
    if (this.#connecting.get(socket) === call) this.#connecting.delete(socket);
    if (isSending(call)) this.#sent.end(socket, call);
    const { outcome } = end;
    const { connects, receives } = traitsOf(command);
    if (outcome.kind === "failed" && outcome.error.kind === "errno") {
      if (broughtErrors.has(outcome.error.errno)) this.#takeError(socket, call);
    } else if (outcome.kind === "returned") {
      if (receives !== undefined) this.#take(socket, call, receivedData(command, outcome.result)?.bytes ?? 0);
      if (connects === "server" && "address" in outcome.result)
        this.#takeHandshake(call, outcome.result.address ?? null);
    }
  }

  /** Joins a packet to the call that sent it. `sender`: the call that the lab names with it. */
  sent(entry: PacketEntry, sender: CallEntry | null): void {
    const cause = this.#causeOf(entry, sender);
    entry.cause = cause?.call ?? null;
    if (cause !== null) remember(cause, entry);
  }

  /** It is there, with an event: joins it to the call that waits for it, or keeps it for the one that will take it. */
  arrived(entry: PacketEntry, { seq }: { seq: number }): void {
    const { from, to, tcp } = entry.packet;
    const arrival = { entry, seq };
    if (isLastOfHandshake(entry)) this.#rememberHandshake(arrival);
    if (to === null) return;
    const waiter = this.#connecting.get(to);
    if (waiter !== undefined && from !== to) {
      this.#join(arrival, waiter);
      return;
    }
    const untaken = this.#untaken.get(to) ?? [];
    if (tcp === undefined) {
      if (bringsOther(entry)) untaken.push({ ...arrival, bytes: entry.packet.udp?.payloadBytes ?? 0 });
    } else {
      const fresh = this.#newBytes(to, arrival);
      const isEnd = hasAny(tcp.flags, "FIN", "RST");
      if (isEnd && fresh.every((one) => one.entry !== entry)) fresh.push({ ...arrival, bytes: 0 });
      untaken.push(...fresh);
    }
    if (untaken.length > 0) this.#untaken.set(to, untaken);
  }

  socketGone(socket: string): void {
    this.#connecting.delete(socket);
    this.#closers.delete(socket);
    this.#sent.gone(socket);
    this.#untaken.delete(socket);
    this.#received.delete(socket);
  }

  /** Forgets packets and calls of before an event. */
  evict(firstSeq: number): void {
    this.#firstSeq = firstSeq;
    for (const [socket, untaken] of this.#untaken) {
      dropWhile(untaken, ({ entry }) => entry.seq < firstSeq);
      if (untaken.length === 0) this.#untaken.delete(socket);
    }
    for (const [client, { entry }] of this.#handshakes)
      if (entry.seq < firstSeq) this.#handshakes.delete(client);
    this.#sent.evict(firstSeq);
  }

  reset(): void {
    this.#firstSeq = 0;
    this.#connecting.clear();
    this.#closers.clear();
    this.#sent.reset();
    this.#untaken.clear();
    this.#received.clear();
    this.#handshakes.clear();
  }

  #join({ entry, seq }: Arrival, call: CallEntry): void {
    if (entry.effect !== null || entry.seq < this.#firstSeq) return;
    entry.effect = call.call;
    if (seq > call.seq) call.wokenBy ??= entry.packet.packet;
    remember(call, entry);
  }

  #causeOf({ packet: { from, tcp } }: PacketEntry, sender: CallEntry | null): CallEntry | null {
    if (tcp === undefined) return sender !== null && isSending(sender) ? sender : null;
    if (tcp.payloadBytes > 0) {
      const queued = from === null ? null : this.#sent.find(from, tcp.relativeSeq);
      return queued ?? (sender !== null && isSending(sender) ? sender : null);
    }
    if (hasAny(tcp.flags, "FIN", "RST")) {
      if (sender !== null && traitsOf(sender.command).closes !== undefined) return sender;
      const isOwnEnd = hasAny(tcp.flags, "FIN") && from !== null;
      return isOwnEnd ? (this.#closers.get(from) ?? null) : null;
    }
    const isHandshake = hasAny(tcp.flags, "SYN") ? !hasAny(tcp.flags, "ACK") : tcp.relativeAck === 1;
    return isHandshake && sender !== null && traitsOf(sender.command).connects === "client" ? sender : null;
  }

  /** What can be taken since a segment came. */
  #newBytes(socket: string, arrival: Arrival): Untaken[] {
    const { tcp, wire } = arrival.entry.packet;
    if (tcp === undefined || tcp.payloadBytes === 0) return [];
    let received = this.#received.get(socket);
    if (received === undefined) {
      received = new ArrivedBytes(wire !== undefined);
      this.#received.set(socket, received);
    }
    const start = tcp.relativeSeq;
    const fresh = received.add(arrival, start, start + tcp.payloadBytes);
    return fresh.map(({ segment, bytes }) => ({ ...segment, bytes }));
  }

  /** What a receiving call returned came in the packets that waited longest. */
  #take(socket: string, call: CallEntry, bytes: number): void {
    const untaken = this.#untaken.get(socket);
    if (untaken === undefined || isPeek(call)) return;
    if (bytes === 0 || isDatagram(untaken)) this.#takeWhole(untaken, call);
    else takeBytes(untaken, bytes, (arrival) => this.#join(arrival, call));
    if (untaken.length === 0) this.#untaken.delete(socket);
  }

  /** One datagram, or the end of a stream: b''. */
  #takeWhole(untaken: Untaken[], call: CallEntry): void {
    const index = untaken.findIndex(({ entry: { packet } }) => {
      return packet.udp !== undefined || packet.tcp?.flags.includes("FIN") === true;
    });
    const [found] = index === -1 ? [] : untaken.splice(index, 1);
    if (found !== undefined) this.#join(found, call);
  }

  /** A reset, or an ICMP error, is why a call fails. */
  #takeError(socket: string, call: CallEntry): void {
    const untaken = this.#untaken.get(socket);
    const index = untaken?.findIndex(({ entry: { packet } }) => {
      return packet.icmp !== undefined || packet.tcp?.flags.includes("RST") === true;
    });
    if (untaken === undefined || index === undefined || index === -1) return;
    const [found] = untaken.splice(index, 1);
    if (found !== undefined) this.#join(found, call);
  }

  #rememberHandshake(arrival: Arrival): void {
    const client = formatEndpoint(arrival.entry.packet.source);
    this.#handshakes.delete(client);
    this.#handshakes.set(client, arrival);
  }

  #takeHandshake(call: CallEntry, address: Endpoint | null): void {
    const client = formatEndpoint(address);
    const found = this.#handshakes.get(client);
    if (found === undefined) return;
    this.#handshakes.delete(client);
    this.#join(found, call);
  }
}

function isSending({ command }: CallEntry): boolean {
  return traitsOf(command).sends !== undefined;
}

/** The ACK with which a client ends the handshake. */
function isLastOfHandshake({ packet: { tcp } }: PacketEntry): boolean {
  return (
    tcp?.flags.join() === "ACK" && tcp.relativeSeq === 1 && tcp.relativeAck === 1 && tcp.payloadBytes === 0
  );
}

/** A datagram that its socket dropped brings nothing. */
function bringsOther({ packet: { udp, icmp } }: PacketEntry): boolean {
  if (udp !== undefined) return !isDropped(udp);
  return icmp !== undefined;
}

function isDatagram(untaken: readonly Untaken[]): boolean {
  return untaken.some(({ entry }) => entry.packet.udp !== undefined);
}

function remember(call: CallEntry, { packet: { packet } }: PacketEntry): void {
  if (call.packets.length < MAX_PACKETS_OF_CALL && call.packets.at(-1) !== packet) call.packets.push(packet);
}

function hasAny(flags: readonly string[], ...wanted: readonly string[]): boolean {
  return wanted.some((flag) => flags.includes(flag));
}
