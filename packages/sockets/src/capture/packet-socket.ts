import { socketTypes } from "../constants.js";
import type { NetworkNamespace } from "../network-namespace.js";
import { ReadableWatch } from "../readiness/readable-watch.js";
import { socketConstants } from "../socket-constants.js";
import { closeInBackground } from "../system/close-in-background.js";
import { BLOCKED, checked, unlessBlocked } from "../system/libc.js";
import {
  AF_PACKET,
  PACKET_STATISTICS,
  SO_ATTACH_FILTER,
  SO_TIMESTAMPNS,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOL_PACKET,
} from "../system/linux-constants.js";
import { Scratch } from "../system/memory.js";
import { LOOPBACK_INDEX } from "../system/namespace-calls.js";
import { MessageBatch, packetsOf, realtimeUs, recvmmsg, withFilter } from "../system/packet-calls.js";
import { bind, close, setsockopt, socket } from "../system/socket-calls.js";
import { readOption, writeOption } from "../system/socket-options.js";
import { tpacketStats } from "../system/structs.js";
import { outgoingOnly, outgoingWithin } from "./packet-filter.js";

/** One packet, from its IP header on. `bytes` belong to the reader until the next read. */
export interface RawPacket {
  readonly bytes: Uint8Array;
  /** When it left, by CLOCK_REALTIME. */
  readonly seconds: number;
  readonly nanoseconds: number;
}

export interface PacketSocketOptions {
  /** Whose packets; otherwise those of the process's own namespace. */
  namespace?: NetworkNamespace;
  /** Only IPv4 from or to this address's /24. */
  within?: string;
  /** Only what leaves `lo`, and no other interface. */
  isLoopbackOnly?: boolean;
}

/** `lo` has an MTU of 65,536: an IP datagram fits. */
const MAX_PACKET_BYTES = 65_600;
const EVERY_INTERFACE = 0;
/** Packets taken in one call. */
const BATCH = 16;
/**
 * The room for packets that wait to be read, which is kernel memory: shared out among all packet sockets, between these
 * bounds. The kernel counts a segment of 64 KiB as more than its bytes, and the largest call makes 1 MiB of them: they
 * fit even in the least. Asked for; the kernel gives twice as much, of at most net.core.rmem_max.
 */
let allBuffersBytes = 64 * 1024 * 1024;
const MAX_BUFFER_BYTES = 4 * 1024 * 1024;
const MIN_BUFFER_BYTES = 1024 * 1024;

const { SOL_SOCKET, SO_RCVBUF } = socketConstants;

let openSockets = 0;

/** Where several processes share the room, this one takes that part of it. Holds for buffers that are shared out from now on. */
export function sharePacketBuffers({ share }: { share: number }): void {
  allBuffersBytes = Math.floor(allBuffersBytes * share);
}

/** Shared by all: a read hands on what it read before the next begins. */
const scratch = new Scratch(() => new MessageBatch(BATCH, MAX_PACKET_BYTES));

/**
 * Every packet that leaves any interface of a namespace, in order: packet(7). Needs CAP_NET_RAW over the namespace's
 * owner. It owns its fd until `close`, for which the kernel takes some 10 ms: on another thread.
 */
export class PacketSocket {
  #fd: number;
  #bufferBytes = 0;
  #readable: ReadableWatch | undefined;

  private constructor(fd: number) {
    this.#fd = fd;
    openSockets += 1;
    this.#shareBuffers();
  }

  /** EPERM without CAP_NET_RAW, EAFNOSUPPORT without packet(7) in the kernel, EMFILE. */
  static open({ namespace, within, isLoopbackOnly }: PacketSocketOptions = {}): PacketSocket {
    const interfaceIndex = isLoopbackOnly === true ? LOOPBACK_INDEX : EVERY_INTERFACE;
    // SOCK_DGRAM: packets begin at their IP header.
    const kind = socketTypes.SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    /** Protocol 0: it receives nothing before its filter is set. */
    const make = () => checked("socket", () => socket(AF_PACKET, kind, 0));
    const fd = namespace === undefined ? make() : namespace.run(make);
    try {
      withFilter(within === undefined ? outgoingOnly : outgoingWithin(within), (filter) => {
        checked("setsockopt", () => setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, filter, filter.length));
      });
      writeOption(fd, { level: SOL_SOCKET, name: SO_TIMESTAMPNS }, 1);
      const address = packetsOf(interfaceIndex);
      checked("bind", () => bind(fd, address, address.length));
      return new PacketSocket(fd);
    } catch (error) {
      checked("close", () => close(fd));
      throw error;
    }
  }

  /**
   * Hands on the packets that wait, without waiting for more, for about `sliceMs`: `leastPackets` in any case, each with how
   * many were read at once. Says how many, and whether these were all. Nothing once closed.
   */
  read(
    visit: (packet: RawPacket, readAtOnce: number) => void,
    { sliceMs, leastPackets }: { sliceMs: number; leastPackets: number },
  ): { count: number; isEmpty: boolean } {
    if (this.#fd === -1) return { count: 0, isEmpty: true };
    const endMs = performance.now() + sliceMs;
    return scratch.use((batch) => {
      for (let total = 0; ; ) {
        // SAFETY: the headers point at memory of `batch`, and are as many as are asked for.
        const count = unlessBlocked("recvmmsg", () => recvmmsg(this.#fd, batch.headers, BATCH, 0, null));
        if (count === BLOCKED) return { count: total, isEmpty: true };
        for (let index = 0; index < count; index += 1) visit(batch.take(index), count);
        total += count;
        if (count < BATCH) return { count: total, isEmpty: true };
        if (total >= leastPackets && performance.now() >= endMs) return { count: total, isEmpty: false };
      }
    });
  }

  /** Calls `onReadable` once, as soon as a packet waits. Nothing once closed. */
  whenReadable(onReadable: () => void): void {
    if (this.#fd === -1) return;
    this.#shareBuffers();
    this.#readable ??= new ReadableWatch(this.#fd);
    this.#readable.arm(onReadable);
  }

  /** Packets that found no room since the last time this was asked: PACKET_STATISTICS. */
  takeDropped(): number {
    if (this.#fd === -1) return 0;
    const option = { level: SOL_PACKET, name: PACKET_STATISTICS };
    const statistics = readOption(this.#fd, option, tpacketStats.sizeBytes);
    return tpacketStats.fields.tp_drops.get(new DataView(statistics.buffer));
  }

  /** A second close does nothing. */
  close(): void {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    this.#readable?.close();
    openSockets -= 1;
    closeInBackground(fd);
  }

  /** The others follow when they are read next: who never has a packet holds no memory. */
  #shareBuffers(): void {
    const share = Math.floor(allBuffersBytes / openSockets);
    const bytes = Math.max(MIN_BUFFER_BYTES, Math.min(share, MAX_BUFFER_BYTES));
    if (bytes === this.#bufferBytes) return;
    this.#bufferBytes = bytes;
    writeOption(this.#fd, { level: SOL_SOCKET, name: SO_RCVBUF }, bytes);
  }
}

/** Reading two clocks takes less than this, unless the thread has to wait for a processor in between. */
const CLOSE_READINGS_US = 3;
const MAX_READINGS = 8;
/** In this time the two clocks part by less than a microsecond: adjtimex(2) slews by 500 ppm at most. */
const GOOD_FOR_MS = 1;
/** A busy machine may give no close readings: then older ones are better, up to this age. */
const USABLE_FOR_MS = 20;

let lastOrigin = { us: 0, atMs: Number.NEGATIVE_INFINITY };

/**
 * What the clock of the packets' stamps said when `performance.now` was 0, in microseconds: what it says now, less the time
 * since. The closest of several pairs of readings, where the thread was interrupted.
 */
export function stampsOriginUs(): number {
  const ageMs = performance.now() - lastOrigin.atMs;
  if (ageMs < GOOD_FOR_MS) return lastOrigin.us;
  let closestUs = Number.POSITIVE_INFINITY;
  let us = 0;
  for (let reading = 0; reading < MAX_READINGS && closestUs > CLOSE_READINGS_US; reading += 1) {
    const before = performance.now();
    const realUs = realtimeUs();
    const after = performance.now();
    const apartUs = (after - before) * 1e3;
    if (apartUs >= closestUs) continue;
    closestUs = apartUs;
    us = realUs - (before + after) * 500;
  }
  if (closestUs > CLOSE_READINGS_US && ageMs < USABLE_FOR_MS) return lastOrigin.us;
  lastOrigin = { us, atMs: performance.now() };
  return us;
}
