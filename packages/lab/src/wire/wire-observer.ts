import type { WireCause, WireEffect } from "@sockpit/protocol";
import type { CarriedPacket } from "./carried-packet.js";

/** How a packet left the wire. */
export interface Leaving {
  readonly isDelivered: boolean;
  readonly effects: readonly WireEffect[];
  readonly cause: WireCause | null;
  readonly isCopy: boolean;
}

/** Who is to know what passes on a wire. Times are of the lab's clock. */
export interface WireObserver {
  onEntered(packet: CarriedPacket, atUs: number): void;
  onHeld(packet: CarriedPacket, cause: WireCause, atUs: number): void;
  onLeft(packet: CarriedPacket, leaving: Leaving, atUs: number): void;
}
