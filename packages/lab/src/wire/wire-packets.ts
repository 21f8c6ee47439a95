import type { WireCause } from "@sockpit/protocol";
import { type PacketSocket, stampsOriginUs } from "@sockpit/sockets";
import type { PacketSource, PassedPacket, SeenPacket } from "../capture/packet-source.js";
import type { CarriedPacket } from "./carried-packet.js";
import type { Leaving, WireObserver } from "./wire-observer.js";

/** Packets and their bytes that wait to be read: as many as pass in the longest time between two readings, a burst of 4 MiB. */
const MAX_WAITING_PACKETS = 4096;
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

const NS_PER_US = 1000;
const US_PER_SECOND = 1e6;

/** Converts between the lab's clock and that of packets' stamps. */
interface Clock {
  fromProcessUs(processUs: number): number;
}

/** The packets of a lab with a wire: of the wire, as they enter and leave it, and of each host's `lo`. */
export class WirePackets implements WireObserver, PacketSource {
  readonly #clock: Clock;
  readonly #loopbacks: readonly { readonly host: string; readonly packets: PacketSocket }[];
  #waiting: SeenPacket[] = [];
  #waitingPackets = 0;
  #waitingBytes = 0;
  #dropped = 0;
  #onReadable: (() => void) | undefined;

  constructor(clock: Clock, loopbacks: readonly { host: string; packets: PacketSocket }[]) {
    this.#clock = clock;
    this.#loopbacks = loopbacks;
  }

  onEntered(carried: CarriedPacket, atUs: number): void {
    const { lengthBytes, bytes } = carried;
    const isFull =
      this.#waitingPackets >= MAX_WAITING_PACKETS || this.#waitingBytes + lengthBytes > MAX_WAITING_BYTES;
    if (isFull) {
      this.#dropped += 1;
      return;
    }
    carried.isRecorded = true;
    this.#waitingPackets += 1;
    this.#waitingBytes += lengthBytes;
    // The lab's clock runs with that of the stamps.
    const stampUs = stampsOriginUs() + atUs - this.#clock.fromProcessUs(0);
    const seconds = Math.floor(stampUs / US_PER_SECOND);
    const nanoseconds = Math.floor((stampUs - seconds * US_PER_SECOND) * NS_PER_US);
    this.#add({ step: "passed", bytes, seconds, nanoseconds, atUs, carried });
  }

  onHeld(carried: CarriedPacket, cause: WireCause, atUs: number): void {
    if (carried.isRecorded) this.#add({ step: "held", atUs, carried, cause });
  }

  onLeft(carried: CarriedPacket, leaving: Leaving, atUs: number): void {
    if (carried.isRecorded) this.#add({ step: "left", atUs, carried, leaving });
  }

  read(
    visit: (packet: SeenPacket, readAtOnce: number) => void,
    { sliceMs, leastPackets }: { sliceMs: number; leastPackets: number },
  ): { count: number; isEmpty: boolean } {
    this.#readLoopbacks();
    const endMs = performance.now() + sliceMs;
    const waiting = this.#waiting;
    let count = 0;
    for (const seen of waiting) {
      if (count >= leastPackets && performance.now() >= endMs) break;
      count += 1;
      if (seen.step === "passed") {
        this.#waitingPackets -= 1;
        this.#waitingBytes -= seen.bytes.length;
      }
      visit(seen, 1);
    }
    this.#waiting = waiting.slice(count);
    return { count, isEmpty: this.#waiting.length === 0 };
  }

  whenReadable(onReadable: () => void): void {
    this.#onReadable = onReadable;
    if (this.#waiting.length > 0) this.#report();
    else for (const { packets } of this.#loopbacks) packets.whenReadable(() => this.#report());
  }

  takeDropped(): number {
    let dropped = this.#dropped;
    this.#dropped = 0;
    for (const { packets } of this.#loopbacks) dropped += packets.takeDropped();
    return dropped;
  }

  close(): void {
    this.#onReadable = undefined;
    this.#waiting = [];
    for (const { packets } of this.#loopbacks) packets.close();
  }

  #add(seen: SeenPacket): void {
    this.#waiting.push(seen);
    if (this.#waiting.length === 1) this.#report();
  }

  #report(): void {
    const onReadable = this.#onReadable;
    this.#onReadable = undefined;
    onReadable?.();
  }

  /** Among what passed on the wire, by their stamps. */
  #readLoopbacks(): void {
    const originUs = stampsOriginUs();
    const passed: PassedPacket[] = [];
    for (const { host, packets } of this.#loopbacks) {
      packets.read(
        ({ bytes, seconds, nanoseconds }) => {
          const atUs = this.#clock.fromProcessUs(
            seconds * US_PER_SECOND + nanoseconds / NS_PER_US - originUs,
          );
          this.#waitingPackets += 1;
          this.#waitingBytes += bytes.length;
          passed.push({ step: "passed", bytes: bytes.slice(), seconds, nanoseconds, atUs, host });
        },
        { sliceMs: 1, leastPackets: MAX_WAITING_PACKETS },
      );
    }
    if (passed.length === 0) return;
    this.#waiting = [...this.#waiting, ...passed].sort((a, b) => (a.atUs ?? 0) - (b.atUs ?? 0));
  }
}
