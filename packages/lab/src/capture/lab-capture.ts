import { codedFailure, type PacketEnd, type Stream } from "@sockpit/protocol";
import {
  type DecodedPacket,
  decodePacket,
  encodePcapng,
  type PacketSocket,
  type RawPacket,
  type SocketEntry,
  stampsAheadUs,
} from "@sockpit/sockets";
import type { Trace } from "../trace.js";
import { assembleStream } from "./assemble-stream.js";
import type { CallsUnderWay, CallUnderWay } from "./calls-under-way.js";
import { Conversations } from "./conversations.js";
import type { StreamPart } from "./kept-packet.js";
import { type PacketContext, packetEvent } from "./packet-event.js";
import { PacketOwners } from "./packet-owners.js";
import { PacketRing } from "./packet-ring.js";
import { remember } from "./remember.js";

export interface LabCaptureParts {
  readonly packets: PacketSocket;
  readonly trace: Trace;
  readonly calls: CallsUnderWay;
  /** Every socket of the lab, as the kernel sees it now. */
  readonly list: () => readonly SocketEntry[];
  /** Puts the program's addresses where the kernel's stand, in place. */
  readonly toProgram?: (bytes: Uint8Array) => void;
}

/** While someone looks: how late a packet may be told that no call brought about (a timer's, a delayed ACK). */
const HEARD_INTERVAL_MS = 20;
/** Else: often enough that a full buffer of the kernel is emptied. */
const UNHEARD_INTERVAL_MS = 500;

/**
 * Turns the packets that a lab's kernel sends into events. `drain` reads what the kernel has so far; the trace calls it
 * before every other event, so that packets stand where they passed. Owns the packet socket until `close`.
 */
export class LabCapture {
  readonly #parts: LabCaptureParts;
  readonly #owners: PacketOwners;
  readonly #conversations = new Conversations();
  /** The ends of fragments' first parts, for those that follow. */
  readonly #fragments = new Map<string, { source: PacketEnd; destination: PacketEnd }>();
  readonly #ring = new PacketRing();
  #lastPacket = 0;
  #dropped = 0;
  #isDraining = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: LabCaptureParts) {
    this.#parts = parts;
    this.#owners = new PacketOwners(parts.list, parts.calls);
    this.#wait();
  }

  /** Reads what the kernel has, without waiting. */
  drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      let aheadUs: number | undefined;
      const count = this.#parts.packets.read((raw) => {
        aheadUs ??= stampsAheadUs();
        this.#take(raw, raw.seconds * 1e6 + raw.nanoseconds / 1e3 - aheadUs);
      });
      if (count === 0) return;
      this.#owners.forgetList();
      const dropped = this.#parts.packets.takeDropped();
      if (dropped === 0) return;
      this.#dropped += dropped;
      this.#parts.trace.append({ event: "captureDropped", dropped });
    } finally {
      this.#isDraining = false;
    }
  }

  /** The packets that are kept, as a file for Wireshark. */
  pcapng(): Uint8Array {
    this.drain();
    const { evicted } = this.#ring;
    return encodePcapng(this.#ring.packets(), {
      receivedPackets: this.#lastPacket + this.#dropped,
      droppedPackets: this.#dropped,
      application: "Sockpit",
      writtenAtMs: Date.now(),
      ...(evicted === 0 ? {} : { comment: `${evicted} older packets are no longer kept` }),
    });
  }

  /** What a conversation's ends said to each other. `no_such_stream` where no packet of it is kept. */
  stream(stream: number): Stream {
    this.drain();
    const parts = this.#ring.packets().flatMap(({ part }) => (part?.stream === stream ? part : []));
    const [first, ...others] = parts;
    if (first !== undefined) return assembleStream([first, ...others], this.#dropped);
    const message = `There is no stream ${stream} in this lab, or none of its packets is kept any more.`;
    throw codedFailure("no_such_stream", message, { field: "stream" });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#parts.packets.close();
  }

  #wait(): void {
    const intervalMs = this.#parts.trace.isHeard ? HEARD_INTERVAL_MS : UNHEARD_INTERVAL_MS;
    this.#timer = setTimeout(() => {
      this.drain();
      this.#wait();
    }, intervalMs).unref();
  }

  #take({ bytes, seconds, nanoseconds }: RawPacket, monotonicUs: number): void {
    this.#parts.toProgram?.(bytes);
    const decoded = decodePacket(bytes);
    if (decoded === null) return;
    this.#lastPacket += 1;
    const { trace } = this.#parts;
    const at = trace.atMonotonic(monotonicUs);
    const { source, destination } = this.#endsOf(decoded);
    const owners = this.#ownersOf(decoded, { source, destination, at });
    const call = owners.from === null ? undefined : this.#parts.calls.on(owners.from);
    const comment = call === undefined ? null : describeCall(call);
    const place = this.#conversations.place(decoded, { source, destination, at });
    const kept = bytes.slice();
    const context = { packet: this.#lastPacket, source, destination, ...owners, call: call?.call, place };
    const part = streamPart(decoded, kept, { ...context, at });
    this.#ring.add({ bytes: kept, seconds, nanoseconds, comment, part });
    trace.appendAt(at, { event: "packet", ...packetEvent(decoded, context) });
  }

  #endsOf(decoded: DecodedPacket): { source: PacketEnd; destination: PacketEnd } {
    const { source, destination, fragment, version } = decoded;
    const transport = decoded.tcp ?? decoded.udp;
    const hosts = { source: { host: source }, destination: { host: destination } };
    const key = fragment === undefined ? "" : `${version} ${source} ${destination} ${fragment.id}`;
    if (transport === undefined) return this.#fragments.get(key) ?? hosts;
    const ends = {
      source: { host: source, port: transport.sourcePort },
      destination: { host: destination, port: transport.destinationPort },
    };
    if (fragment !== undefined) remember(this.#fragments, key, ends);
    return ends;
  }

  #ownersOf(
    { tcp, protocolNumber, icmp }: DecodedPacket,
    { source, destination, at }: { source: PacketEnd; destination: PacketEnd; at: number },
  ): { from: string | null; to: string | null } {
    const protocol = protocolNumber === 6 ? "TCP" : "UDP";
    if (source.port !== undefined && destination.port !== undefined) {
      const isOpening = tcp?.flags.includes("SYN") === true && !tcp.flags.includes("ACK");
      const ends = {
        protocol,
        source: { host: source.host, port: source.port },
        destination: { host: destination.host, port: destination.port },
        isOpening,
      } as const;
      const { from, to } = this.#owners.of(ends, at);
      return { from, to };
    }
    const subject = icmp?.subject;
    if (subject?.source.port === undefined || subject.destination.port === undefined)
      return { from: null, to: null };
    /** An error goes to whoever sent the datagram; the kernel itself sends it. */
    const { from } = this.#owners.recall({
      protocol: subject.protocol === "TCP" ? "TCP" : "UDP",
      source: { host: subject.source.host, port: subject.source.port },
      destination: { host: subject.destination.host, port: subject.destination.port },
    });
    return { from: null, to: from };
  }
}

/** Who sends, doing what, on which line: what a capture file says beside a packet. */
function describeCall({ program, command, call, source }: CallUnderWay): string {
  const line = source === undefined ? "" : `, ${source.file}:${source.line}`;
  return `${program}: ${command} (call ${call}${line})`;
}

/** What a packet, whose bytes are `kept`, adds to its stream; null where it has none. */
function streamPart(
  { payload, lengthBytes, tcp }: DecodedPacket,
  kept: Uint8Array,
  { packet, at, call, place, source, destination, from, to }: PacketContext & { at: number },
): StreamPart | null {
  if (place === undefined || source.port === undefined || destination.port === undefined) return null;
  // The SYN itself has a number; what it carries comes after it.
  const isSyn = tcp?.flags.includes("SYN") === true;
  const relativeSeq = place.meaning === undefined ? null : place.meaning.relativeSeq + (isSyn ? 1 : 0);
  return {
    stream: place.stream,
    side: place.side,
    order: place.order,
    packet,
    at,
    call,
    relativeSeq,
    source: { host: source.host, port: source.port, socket: from },
    destination: { host: destination.host, port: destination.port, socket: to },
    payload: kept.subarray(lengthBytes - payload.length, lengthBytes),
  };
}
