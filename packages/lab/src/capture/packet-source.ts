import type { WireCause } from "@sockpit/protocol";
import type { RawPacket } from "@sockpit/sockets";
import type { CarriedPacket } from "../wire/carried-packet.js";
import type { Leaving } from "../wire/wire-observer.js";

/** A packet that passed, and where: on the wire, or over the `lo` of a host. */
export interface PassedPacket extends RawPacket {
  readonly step: "passed";
  /** By the lab's clock; absent where only the stamp says. */
  readonly atUs?: number;
  readonly carried?: CarriedPacket;
  readonly host?: string;
}

/** What became of one that passed on the wire. */
export type WireStep =
  | {
      readonly step: "held";
      readonly atUs: number;
      readonly carried: CarriedPacket;
      readonly cause: WireCause;
    }
  | {
      readonly step: "left";
      readonly atUs: number;
      readonly carried: CarriedPacket;
      readonly leaving: Leaving;
    };

export type SeenPacket = PassedPacket | WireStep;

/** Where the packets of a lab come from: see `PacketSocket`, whose methods these are. */
export interface PacketSource {
  /** Hands on what waits, in order, each valid until the next. */
  read(
    visit: (packet: RawPacket | SeenPacket, readAtOnce: number) => void,
    bounds: { sliceMs: number; leastPackets: number },
  ): { count: number; isEmpty: boolean };
  whenReadable(onReadable: () => void): void;
  /** Packets that found no room since the last time this was asked. */
  takeDropped(): number;
  close(): void;
}
