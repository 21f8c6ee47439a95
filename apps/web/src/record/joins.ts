import { type Endpoint, formatEndpoint, isPeek, receivedData, traitsOf } from "@sockpit/protocol";
import { type CallEntry, isDropped, type PacketEntry } from "./entry.js";
import { dropWhile } from "./moment.js";
import { SentBytes } from "./sent-bytes.js";
import { takeBytes } from "./take-bytes.js";

/** Packets that one call names as its own; a bulk transfer has more, and the first tell the story. */
const MAX_PACKETS_OF_CALL = 64;

/** Errors that a packet brought. */
const broughtErrors: ReadonlySet<string> = new Set(["ECONNRESET", "ECONNREFUSED", "EHOSTUNREACH", "EPIPE"]);

/** A packet in a socket that waits for a call, and how many bytes of it nobody has taken. */
interface Untaken {
  entry: PacketEntry;
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
  /** How far each socket's stream has come in, counted as the sender counts. */
  readonly #received = new Map<string, number>();
  /** The last packets of handshakes whose connection nobody has accepted yet, by the client's address, oldest first. */
  readonly #handshakes = new Map<string | null, PacketEntry>();
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

  /** Joins a packet to calls. `sender`: the call that the lab names with it. */
  packet(entry: PacketEntry, sender: CallEntry | null): void {
    const { from, to, tcp } = entry.packet;
    const cause = this.#causeOf(entry, sender);
    entry.cause = cause?.call ?? null;
    if (cause !== null) remember(cause, entry);
    if (isLastOfHandshake(entry)) this.#rememberHandshake(entry);
    if (to === null) return;
    const waiter = this.#connecting.get(to);
    if (waiter !== undefined && from !== to) {
      this.#join(entry, waiter);
      return;
    }
    const bytes = this.#newBytes(to, entry);
    const isNews = tcp === undefined ? bringsOther(entry) : bytes > 0 || hasAny(tcp.flags, "FIN", "RST");
    if (!isNews) return;
    const untaken = this.#untaken.get(to) ?? [];
    untaken.push({ entry, bytes });
    this.#untaken.set(to, untaken);
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
    for (const [client, { seq }] of this.#handshakes) {
      if (seq >= firstSeq) break;
      this.#handshakes.delete(client);
    }
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

  #join(entry: PacketEntry, call: CallEntry): void {
    if (entry.effect !== null || entry.seq < this.#firstSeq) return;
    entry.effect = call.call;
    if (entry.seq > call.seq) call.wokenBy ??= entry.packet.packet;
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

  /** Bytes that this packet brings and none before it has brought. */
  #newBytes(socket: string, { packet: { tcp, udp } }: PacketEntry): number {
    if (tcp === undefined) return udp?.payloadBytes ?? 0;
    if (tcp.payloadBytes === 0) return 0;
    const end = tcp.relativeSeq + tcp.payloadBytes;
    const seen = this.#received.get(socket) ?? tcp.relativeSeq;
    this.#received.set(socket, Math.max(seen, end));
    return Math.min(tcp.payloadBytes, Math.max(0, end - seen));
  }

  /** What a receiving call returned came in the packets that waited longest. */
  #take(socket: string, call: CallEntry, bytes: number): void {
    const untaken = this.#untaken.get(socket);
    if (untaken === undefined || isPeek(call)) return;
    if (bytes === 0 || isDatagram(untaken)) this.#takeWhole(untaken, call);
    else takeBytes(untaken, bytes, ({ entry }) => this.#join(entry, call));
    if (untaken.length === 0) this.#untaken.delete(socket);
  }

  /** One datagram, or the end of a stream: b''. */
  #takeWhole(untaken: Untaken[], call: CallEntry): void {
    const index = untaken.findIndex(({ entry: { packet } }) => {
      return packet.udp !== undefined || packet.tcp?.flags.includes("FIN") === true;
    });
    const [found] = index === -1 ? [] : untaken.splice(index, 1);
    if (found !== undefined) this.#join(found.entry, call);
  }

  /** A reset, or an ICMP error, is why a call fails. */
  #takeError(socket: string, call: CallEntry): void {
    const untaken = this.#untaken.get(socket);
    const index = untaken?.findIndex(({ entry: { packet } }) => {
      return packet.icmp !== undefined || packet.tcp?.flags.includes("RST") === true;
    });
    if (untaken === undefined || index === undefined || index === -1) return;
    const [found] = untaken.splice(index, 1);
    if (found !== undefined) this.#join(found.entry, call);
  }

  #rememberHandshake(entry: PacketEntry): void {
    const client = formatEndpoint(entry.packet.source);
    this.#handshakes.delete(client);
    this.#handshakes.set(client, entry);
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
