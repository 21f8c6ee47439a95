import type { LabEventOf, WireCause, WireEffect } from "@sockpit/protocol";
import { isPast, type Moment, NOW } from "./moment.js";

/** A packet stopped on the wire, and waits to be acted on. */
export interface HeldOnWire extends Moment {
  cause: WireCause;
}

/** How a packet, or its copy, left the wire: `at` is when. */
export interface WirePassage extends Moment {
  enteredAt: number;
  fate: "delivered" | "dropped";
  effects: readonly WireEffect[];
  /** What decided its fate, where anything but the way itself did. */
  cause: WireCause | null;
  /** It is the second of two. */
  isCopy: boolean;
  /** Of a segment: bytes before it had not arrived by then. */
  isOutOfOrder: boolean;
  /** Whether it has a row of its own: something happened since the packet was sent, or it took noticeably long. */
  hasRow: boolean;
}

/** Where a packet of a lab with a wire was. `underWay`: on the wire, and with `held`, stopped there. */
type WirePlace =
  | { kind: "underWay"; held: HeldOnWire | null }
  | { kind: "left"; passages: readonly WirePassage[] };

/** Of packets that passed on no wire, and of those that are still under way. */
export const noPassages: readonly WirePassage[] = [];

interface OnTheWay {
  packet: LabEventOf<"packet">;
  held: HeldOnWire | null;
  passages: readonly WirePassage[];
}

/** Where a packet was when the event `asOf` was the newest; null for one that passes on no wire. */
export function placeAt({ packet, held, passages }: OnTheWay, asOf: number): WirePlace | null {
  if (packet.wire === undefined) return null;
  const past = passages.filter((passage) => isPast(passage, asOf));
  if (past.length > 0) return { kind: "left", passages: past };
  return { kind: "underWay", held: isPast(held, asOf) ? held : null };
}

/** How a packet left the wire for the last time, as of an event; null while it, or its copy, is on it. */
export function leftAt({ passages }: OnTheWay, asOf = NOW): WirePassage | null {
  const last = passages.at(-1);
  if (last === undefined) return null;
  if (isPast(last, asOf)) return isLast(last) ? last : null;
  return passages.find((passage) => isPast(passage, asOf) && isLast(passage)) ?? null;
}

/** One that was duplicated leaves a second time, as a copy. */
function isLast({ isCopy, effects, fate }: WirePassage): boolean {
  return isCopy || fate === "dropped" || !effects.includes("duplicated");
}
