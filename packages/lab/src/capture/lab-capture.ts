import { codedFailure, type OnWire } from "@sockpit/protocol";
import {
  type DecodedPacket,
  decodeArp,
  decodePacket,
  ipProtocols,
  pcapngPieces,
  type RawPacket,
  stampsOriginUs,
} from "@sockpit/sockets";
import type { CallUnderWay } from "../calls/call-under-way.js";
import { factOfPacket } from "../derivation/packet-fact.js";
import type { LabClock } from "../lab-clock.js";
import { countLostPackets } from "../lab-totals.js";
import type { FindSocket } from "../networks/lab-network.js";
import { Pacer } from "../pacer.js";
import type { LabRecords } from "../records/record-budget.js";
import type { Trace } from "../trace.js";
import type { CarriedPacket } from "../wire/carried-packet.js";
import { describeFate } from "../wire/describe-fate.js";
import { arriving, departing, nothingArrives, Passages } from "../wire/passages.js";
import { assembleStream } from "./assemble-stream.js";
import type { CallsOnSockets } from "./calls-on-sockets.js";
import { Conversations, segmentArrived } from "./conversations.js";
import { DatagramDrops } from "./datagram-drops.js";
import { encodeStream, type StreamForm } from "./encode-stream.js";
import { FlowMap } from "./flow-map.js";
import { type Machines, type NamedFlow, NamedFlows, nameFlow } from "./named-flows.js";
import { arpEventHead, type PacketContext, type PassedWhere, packetEventHead } from "./packet-event.js";
import { PacketOwners } from "./packet-owners.js";
import { PacketRing } from "./packet-ring.js";
import type { PacketSource, PassedPacket, WireStep } from "./packet-source.js";
import { streamPart } from "./stream-part.js";

export interface LabCaptureParts {
  readonly packets: PacketSource;
  readonly records: LabRecords;
  readonly trace: Trace;
  readonly clock: LabClock;
  readonly calls: CallsOnSockets;
  /** Names of the hosts, in a lab with a wire. */
  readonly hosts: readonly string[];
  readonly find: FindSocket;
  /** Called after packets were read: sockets may have changed. */
  readonly onPackets: () => void;
  /** Puts the program's addresses where the kernel's stand, in place. */
  readonly toProgram?: (bytes: Uint8Array) => void;
}

/** Whose a packet is. */
type Owned = Pick<PacketContext, "from" | "to">;

/** While someone looks: how late a packet may be reported that no call brought about (a timer's, a delayed ACK). */
const HEARD_SETTLE_MS = 20;
/** Else: often enough that the kernel's buffer is emptied before it is full. */
const UNHEARD_SETTLE_MS = 500;

/** How long packets are read in one go. What the calls of a turn bring about is read whole, also where the thread is interrupted. */
const SLICE = { sliceMs: 5, leastPackets: 256 };
/** The same of a lab with a wire, whose packets are small and many, and have two events each. */
const WIRE_SLICE = { sliceMs: 0.25, leastPackets: 16 };
/** Where one reading has found less than this, the kernel's buffer, of 1 MiB at least (416 KiB where rmem_max is small), was never full. */
const UNDROPPED_PACKETS = 64;
const UNDROPPED_BYTES = 64 * 1024;
/** In a flood, what the kernel's buffer does not hold is not reported at once either: drops are counted together. */
const DROPS_INTERVAL_US = 1_000_000;

/** Of one core, for the reading that no call pays for: of all labs of this process. */
const READING_SHARE = 0.25;
const pacer = new Pacer(READING_SHARE);

/**
 * Turns the packets that a lab's kernel sends into events. `drain` reads what the kernel has so far; the trace calls it
 * before it puts the events of a turn in order, among which packets stand by their stamps. Packets that no call brings about are read soon
 * after the kernel reports them. In a flood, reading pauses after each slice: events then stand before packets that
 * passed earlier. Owns the packet socket until `close`.
 */
export class LabCapture {
  readonly #parts: LabCaptureParts;
  readonly #owners: PacketOwners;
  readonly #conversations = new Conversations();
  readonly #drops = new DatagramDrops();
  /** The ends of fragments' first parts, for those that follow. */
  readonly #fragments = new FlowMap<NamedFlow>();
  readonly #flows = new NamedFlows();
  readonly #passages = new Passages();
  readonly #ring: PacketRing;
  #dropped = 0;
  #isDraining = false;
  /** A slice was too short for what waits; the pacer goes on. */
  #isBehind = false;
  #reportedDrops = 0;
  /** Since when drops wait to be reported. */
  #droppingSinceUs: number | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(parts: LabCaptureParts) {
    this.#parts = parts;
    this.#ring = new PacketRing(parts.records);
    this.#owners = new PacketOwners(parts.find, parts.calls);
    this.#awaitPackets();
  }

  /** Reads what the kernel has, without waiting: all but in a flood. */
  drain(): void {
    if (!this.#isBehind) this.#readSlice();
  }

  /** Somebody begins to follow: a wait that suits nobody's looking ends. */
  hasten(): void {
    if (this.#settling !== undefined) pacer.add(this.#goOn);
  }

  #readSlice(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      let originUs: number | undefined;
      let bytes = 0;
      let atUs = 0;
      const { count, isEmpty } = this.#parts.packets.read(
        (seen, readAtOnce) => {
          if ("step" in seen && seen.step !== "passed") {
            atUs = seen.atUs;
            this.#takeStep(seen);
            return;
          }
          originUs ??= stampsOriginUs();
          bytes += seen.bytes.length;
          const passed = "step" in seen ? seen : undefined;
          atUs = passed?.atUs ?? this.#stampOf(seen, originUs);
          this.#take(seen, { atUs, isAlone: readAtOnce === 1, passed });
        },
        this.#parts.hosts.length === 0 ? SLICE : WIRE_SLICE,
      );
      this.#isBehind = !isEmpty;
      this.#parts.calls.forgetEnded(isEmpty ? Number.POSITIVE_INFINITY : atUs);
      if (count > 0) this.#parts.onPackets();
      if (count >= UNDROPPED_PACKETS || bytes >= UNDROPPED_BYTES) this.#countDropped();
      this.#reportDrops();
    } finally {
      this.#isDraining = false;
    }
    if (this.#isBehind) pacer.add(this.#goOn);
  }

  #countDropped(): void {
    const dropped = this.#parts.packets.takeDropped();
    this.#dropped += dropped;
    countLostPackets(dropped);
  }

  /** By the lab's clock; never later than now. */
  #stampOf({ seconds, nanoseconds }: RawPacket, originUs: number): number {
    const { clock } = this.#parts;
    const atUs = clock.fromProcessUs(seconds * 1e6 + nanoseconds / 1e3 - originUs);
    return Math.max(0, Math.min(atUs, clock.nowUs()));
  }

  #reportDrops(): void {
    const dropped = this.#dropped - this.#reportedDrops;
    if (dropped === 0) return;
    const { trace } = this.#parts;
    const nowUs = trace.now();
    this.#droppingSinceUs ??= nowUs;
    if (this.#isBehind && nowUs - this.#droppingSinceUs < DROPS_INTERVAL_US) return;
    this.#droppingSinceUs = undefined;
    this.#reportedDrops = this.#dropped;
    trace.append({ event: "captureDropped", dropped }, { kind: "lost" });
  }

  /**
   * The packets that are kept, as a file for Wireshark, piece by piece. The pieces may be asked for at any time: packets that
   * have gone meanwhile are left out, and counted at the end.
   */
  pcapngPieces(): Iterable<Uint8Array> {
    this.drain();
    const { evicted } = this.#ring;
    const endComment = () => {
      const more = this.#ring.evicted - evicted;
      return more === 0 ? null : `${more} more packets went while this was read; some of them may be missing`;
    };
    return pcapngPieces(this.#ring.packets(), {
      receivedPackets: this.#ring.lastNumber + this.#dropped,
      droppedPackets: this.#dropped,
      application: "Sockpit",
      interfaces: this.#parts.hosts,
      writtenAtMs: Date.now(),
      ...(evicted === 0 ? {} : { comment: `${evicted} older packets are no longer kept` }),
      endComment,
    });
  }

  /**
   * What a conversation's ends said to each other, piece by piece, which may be asked for at any time. `no_such_stream`, at
   * once, where no packet of it is kept.
   */
  streamPieces(stream: number, form: StreamForm): Iterable<Uint8Array> {
    this.drain();
    const kept = this.#ring.stream(stream);
    if (kept !== undefined)
      return encodeStream(assembleStream(kept, this.#dropped), form, (packet) => this.#ring.bytesOf(packet));
    const message = `There is no stream ${stream} in this lab, or none of its packets is kept any more.`;
    throw codedFailure("no_such_stream", message, { field: "stream" });
  }

  close(): void {
    clearTimeout(this.#settling);
    pacer.delete(this.#goOn);
    this.#parts.packets.close();
    for (const flows of [this.#owners, this.#conversations, this.#fragments, this.#drops]) flows.close();
  }

  #awaitPackets(): void {
    this.#parts.packets.whenReadable(() => {
      const settleMs = this.#parts.trace.isHeard ? HEARD_SETTLE_MS : UNHEARD_SETTLE_MS;
      this.#settling = setTimeout(() => pacer.add(this.#goOn), settleMs).unref();
    });
  }

  readonly #goOn = (): void => {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#readSlice();
    if (!this.#isBehind) this.#awaitPackets();
  };

  /** A socket was bound, connected or closed. */
  addressesChanged(): void {
    this.#owners.addressesChanged();
  }

  /** A program has set an option of a socket. */
  optionSet(socket: string): void {
    this.#drops.resized(socket);
  }

  #take(
    { bytes, seconds, nanoseconds }: RawPacket,
    { atUs, isAlone, passed }: { atUs: number; isAlone: boolean; passed: PassedPacket | undefined },
  ): void {
    const { carried } = passed ?? {};
    const where = passed === undefined ? undefined : this.#whereOf(passed);
    this.#parts.toProgram?.(bytes);
    const decoded = carried === undefined ? decodePacket(bytes) : carried.decoded;
    if (decoded === null) {
      if (carried !== undefined) this.#takeArp(carried, { seconds, nanoseconds, atUs });
      return;
    }
    const at = Math.floor(atUs);
    const flow = this.#flowOf(decoded, machinesOf(where));
    const source = flow?.source ?? { host: decoded.source };
    const destination = flow?.destination ?? { host: decoded.destination };
    const owners =
      flow === undefined
        ? this.#ownersOfError(decoded, machinesOf(where))
        : this.#ownersOf(decoded, flow, atUs);
    const call = owners.from === null ? undefined : this.#parts.calls.on(owners.from, atUs);
    const comment = call === undefined ? null : describeCall(call);
    const place = flow === undefined ? undefined : this.#conversations.place(decoded, flow, at);
    const packet = this.#ring.lastNumber + 1;
    const { from, to } = owners;
    // On a wire, a datagram comes to its socket later.
    const isHere = carried === undefined;
    const isDropped = isHere && flow !== undefined && this.#isDropped(decoded, flow, { to, isAlone });
    const context = { packet, source, destination, from, to, call: call?.number, place, isDropped, where };
    const part = streamPart(decoded, context, at);
    const face = passed === undefined ? 0 : this.#faceOf(passed);
    this.#ring.add({ bytes, seconds, nanoseconds, comment, part, face, isCarried: !isHere });
    const fact = factOfPacket(decoded, context, flow);
    this.#parts.trace.appendPacket(atUs, packetEventHead(decoded, context), isHere ? fact : departing(fact));
    if (carried === undefined) {
      segmentArrived(decoded, place, at);
      return;
    }
    const arrives = (arrivedUs: number) => {
      if (flow === undefined) return nothingArrives;
      const isOutOfOrder = segmentArrived(decoded, place, arrivedUs);
      const { to: taker } = this.#ownersOf(decoded, flow, this.#parts.clock.nowUs());
      if (this.#isDropped(decoded, flow, { to: taker, isAlone: false })) return nothingArrives;
      return { fact: arriving(factOfPacket(decoded, { ...context, to: taker }, flow)), isOutOfOrder };
    };
    this.#passages.enter(carried, { packet, enteredUs: atUs, arrives });
  }

  /** A packet was held on the wire, or has left it. */
  #takeStep(step: WireStep): void {
    const taken = this.#passages.take(step);
    if (taken === null) return;
    const { packet, head, fact } = taken;
    this.#parts.trace.appendPacket(step.atUs, head, fact);
    if (step.step === "left") this.#ring.setFate(packet, describeFate(step.leaving));
  }

  #takeArp(
    carried: CarriedPacket,
    { seconds, nanoseconds, atUs }: { seconds: number; nanoseconds: number; atUs: number },
  ): void {
    const arp = decodeArp(carried.frame);
    const where = this.#onWire(carried);
    if (arp === null) return;
    const { lengthBytes, bytes } = carried;
    // A file of IP packets has no place for it but its number.
    this.#ring.add({ bytes, seconds, nanoseconds, comment: null, part: null, face: null, isCarried: true });
    const packet = this.#ring.lastNumber;
    this.#parts.trace.appendPacket(atUs, arpEventHead(packet, { ...arp, lengthBytes }, where));
    this.#passages.enter(carried, { packet, enteredUs: atUs, arrives: () => nothingArrives });
  }

  #whereOf({ carried, host }: PassedPacket): PassedWhere | undefined {
    if (carried !== undefined) return { wire: this.#onWire(carried) };
    return host === undefined ? undefined : { host };
  }

  #onWire({ from, to }: CarriedPacket): OnWire {
    const { hosts } = this.#parts;
    return { from: hosts[from] ?? "", to: to === null ? null : (hosts[to] ?? "") };
  }

  /** Where in a capture file a packet of a lab with a wire stands. */
  #faceOf({ carried, host }: PassedPacket): number {
    return carried?.from ?? this.#parts.hosts.indexOf(host ?? "");
  }

  /** The id on its wire of a packet that is held, by its number. */
  heldId(packet: number): number | undefined {
    return this.#passages.idOf(packet);
  }

  /** The numbers of packets that are held, by their ids. */
  heldPackets(ids: readonly number[]): number[] {
    return this.#passages.numbersOf(ids);
  }

  #isDropped(
    { udp, lengthBytes }: DecodedPacket,
    { source, destination, machines }: NamedFlow,
    { to, isAlone }: { to: string | null; isAlone: boolean },
  ): boolean {
    if (udp === undefined || to === null) return false;
    return this.#drops.isDropped({ socket: to, lengthBytes, isAlone }, () =>
      this.#parts.find("SOCK_DGRAM", { local: destination, peer: source }, machines?.destination),
    );
  }

  /** Undefined where a packet has no ports: ICMP, and fragments of what is not known. */
  #flowOf(decoded: DecodedPacket, machines: Machines | undefined): NamedFlow | undefined {
    const { source, destination, fragment, version } = decoded;
    const transport = decoded.tcp ?? decoded.udp;
    if (fragment === undefined) return transport && this.#flows.of(decoded, transport, machines);
    const to = machines?.destination ?? "";
    const key = `${version} ${source} ${destination} ${to} ${fragment.id}`;
    if (transport === undefined) return this.#fragments.get(key);
    const flow = this.#flows.of(decoded, transport, machines);
    this.#fragments.set(key, flow);
    return flow;
  }

  #ownersOf({ tcp }: DecodedPacket, flow: NamedFlow, atUs: number): Owned {
    const isSyn = tcp?.flags.includes("SYN") === true;
    const isAnswer = isSyn && tcp.flags.includes("ACK");
    return this.#owners.of(flow, { atUs, openingSeq: isSyn && !isAnswer ? tcp.seq : null, isAnswer });
  }

  /** An ICMP error goes to the datagram's sender; the kernel itself sends it. */
  #ownersOfError({ icmp }: DecodedPacket, machines: Machines | undefined): Owned {
    const { source, destination, protocol } = icmp?.subject ?? {};
    if (source?.port === undefined || destination?.port === undefined) return { from: null, to: null };
    const flow = nameFlow(protocol === "TCP" ? ipProtocols.TCP : ipProtocols.UDP, {
      source: { host: source.host, port: source.port },
      destination: { host: destination.host, port: destination.port },
      machines: machines && { source: machines.destination, destination: machines.source },
    });
    return { from: null, to: this.#owners.recall(flow).from };
  }
}

/** Who sends, doing what, on which line: what a capture file says beside a packet. */
function describeCall({ process, command, number, source }: CallUnderWay): string {
  const line = source === undefined ? "" : `, ${source.file}:${source.line}`;
  return `${process.name}: ${command} (call ${number}${line})`;
}

/** The hosts at both ends of where a packet passed; where nobody has its address, it has only one. */
function machinesOf(where: PassedWhere | undefined): Machines | undefined {
  if (where === undefined) return undefined;
  if ("host" in where) return { source: where.host, destination: where.host };
  return { source: where.wire.from, destination: where.wire.to ?? where.wire.from };
}
