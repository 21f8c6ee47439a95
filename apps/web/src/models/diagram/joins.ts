import type { CommandName } from "@sockpit/protocol";
import type { CallEntry, PacketEntry } from "./entry.js";

/** Packets that one call names as its own; a bulk transfer has more, and the first tell the story. */
const MAX_PACKETS_OF_CALL = 64;

/** Packets that may wait in one socket for the call that takes them. */
const MAX_WAITING_PACKETS = 256;

const connecting: ReadonlySet<string> = new Set(["connect", "connect_ex"]);
const closing: ReadonlySet<string> = new Set(["close", "shutdown"]);

function isSending(command: CommandName): boolean {
  return command.startsWith("send");
}

function isReceiving(command: CommandName): boolean {
  return command.startsWith("recv");
}

/**
 * Which call sent a packet, and which call it let return. A socket's last call that could have sent is
 * the cause of what leaves it; a packet that brings something waits for the call that takes it.
 */
export class Joins {
  /** The last call on each socket that makes the kernel send. */
  readonly #senders = new Map<string, CallEntry>();
  /** The call on each socket that waits for packets. */
  readonly #waiters = new Map<string, CallEntry>();
  readonly #untaken = new Map<string, PacketEntry[]>();

  callStarted(call: CallEntry): void {
    const { socket, command } = call;
    if (socket === null) return;
    if (connecting.has(command) || closing.has(command) || isSending(command))
      this.#senders.set(socket, call);
    if (connecting.has(command) || command === "accept" || isReceiving(command))
      this.#waiters.set(socket, call);
  }

  callEnded(call: CallEntry): void {
    const { socket, command, end } = call;
    if (socket === null) return;
    if (this.#waiters.get(socket) === call) this.#waiters.delete(socket);
    if (end?.outcome.kind === "abandoned") return;
    if (isReceiving(command)) this.#take(socket, call, Number.POSITIVE_INFINITY);
    if (command === "accept" && end?.outcome.kind === "returned") this.#take(socket, call, 1);
  }

  /** Joins a packet to calls. `listener`: the socket whose accept queue it fills, where it does. */
  packet(entry: PacketEntry, listener: string | null): void {
    const { from, to, tcp } = entry.packet;
    entry.cause = this.#causeOf(entry);
    if (entry.cause !== null) remember(entry.cause, entry);
    const target = listener ?? to;
    if (target === null) return;
    const waiter = this.#waiters.get(target);
    if (waiter !== undefined && connecting.has(waiter.command) && from !== to) {
      entry.effect = waiter;
      remember(waiter, entry);
      return;
    }
    const isNews = tcp === undefined || tcp.payloadBytes > 0 || hasAny(tcp.flags, "FIN", "RST");
    if (listener === null && !isNews) return;
    const untaken = this.#untaken.get(target) ?? [];
    if (untaken.length < MAX_WAITING_PACKETS) untaken.push(entry);
    this.#untaken.set(target, untaken);
  }

  socketGone(socket: string): void {
    this.#senders.delete(socket);
    this.#waiters.delete(socket);
    this.#untaken.delete(socket);
  }

  clear(): void {
    this.#senders.clear();
    this.#waiters.clear();
    this.#untaken.clear();
  }

  #causeOf({ packet: { from, tcp } }: PacketEntry): CallEntry | null {
    const sender = from === null ? undefined : this.#senders.get(from);
    if (sender === undefined) return null;
    if (tcp === undefined) return sender;
    const carries = tcp.payloadBytes > 0 || hasAny(tcp.flags, "SYN", "FIN", "RST");
    const endsHandshake = connecting.has(sender.command) && tcp.relativeAck === 1;
    return carries || endsHandshake ? sender : null;
  }

  /** The packets that waited in a socket, oldest first, are what this call took. */
  #take(socket: string, call: CallEntry, count: number): void {
    const untaken = this.#untaken.get(socket);
    if (untaken === undefined) return;
    for (const packet of untaken.splice(0, count)) {
      packet.effect = call;
      remember(call, packet);
    }
    if (untaken.length === 0) this.#untaken.delete(socket);
  }
}

function remember(call: CallEntry, packet: PacketEntry): void {
  if (call.packets.length < MAX_PACKETS_OF_CALL) call.packets.push(packet);
}

function hasAny(flags: readonly string[], ...wanted: readonly string[]): boolean {
  return wanted.some((flag) => flags.includes(flag));
}
