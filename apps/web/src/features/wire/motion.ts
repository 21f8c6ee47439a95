import type { WireCause, WireSettings } from "@sockpit/protocol";
import type { PacketEntry } from "../../record/entry.js";
import { isPast, NOW } from "../../record/moment.js";
import { placeOfLoss } from "../../record/wire-loss.js";
import type { WirePassage } from "../../record/wire-passage.js";
import { leftAt } from "../../record/wire-passage.js";

const US_PER_MS = 1000;
const BITS_PER_BYTE = 8;

/** Where a packet is. Times are the lab's clock's. */
export type Place =
  | { kind: "held"; sinceUs: number; cause: WireCause }
  /** It waits at its sender's end until the wire has sent what came before it. */
  | { kind: "queued" }
  /** Between its hosts; `left` where it has arrived. */
  | { kind: "flying"; fromUs: number; toUs: number; left: WirePassage | null }
  /** `progress`: how far it came, from 0 to 1. */
  | { kind: "dropped"; left: WirePassage; progress: number };

export interface PlacedPacket {
  readonly entry: PacketEntry;
  readonly place: Place;
}

interface DirectionMoment {
  /** The lab's clock at the moment that is shown. */
  readonly nowUs: number;
  /** The newest event that counts. */
  readonly asOf: number;
  /** How the direction was set when an event happened. */
  settingsAt(seq: number): WireSettings | undefined;
  /** When a packet was let go by this page, of which nothing is known yet but that. */
  releasedUs?(packet: number): number | undefined;
}

/**
 * Where the packets of one direction are, in the order in which they entered: as it was where the record knows when they left, else
 * as the settings say that they will.
 */
export function placePackets(
  entries: readonly PacketEntry[],
  { nowUs, asOf, settingsAt, releasedUs }: DirectionMoment,
): PlacedPacket[] {
  /** When the wire has sent what came before. */
  let freeUs = 0;
  return entries.map((entry) => {
    const settings = settingsAt(entry.seq);
    const delayUs = (settings?.delayMs ?? 0) * US_PER_MS;
    const left = leftAt(entry, asOf);
    const known = leftAt(entry, NOW);
    if (known !== null) {
      const toUs = known.at;
      const fromUs = Math.max(entry.at, toUs - delayUs);
      if (known.fate === "delivered") freeUs = Math.max(freeUs, fromUs);
      return { entry, place: knownPlace(entry, { left, known, fromUs, toUs, nowUs, asOf }) };
    }
    const released = releasedUs?.(entry.packet.packet);
    if (entry.held !== null && isPast(entry.held, asOf) && released === undefined)
      return { entry, place: { kind: "held", sinceUs: entry.held.at, cause: entry.held.cause } };
    const beginUs = Math.max(released ?? entry.at, freeUs);
    freeUs = beginUs + sendingUs(entry, settings);
    if (nowUs < freeUs && freeUs - beginUs > 0) return { entry, place: { kind: "queued" } };
    return { entry, place: { kind: "flying", fromUs: freeUs, toUs: freeUs + delayUs, left: null } };
  });
}

/** A packet of which the record knows when it left, now or later than the moment shown. */
function knownPlace(
  { held }: PacketEntry,
  moment: {
    left: WirePassage | null;
    known: WirePassage;
    fromUs: number;
    toUs: number;
    nowUs: number;
    asOf: number;
  },
): Place {
  const { left, known, fromUs, toUs, nowUs, asOf } = moment;
  const isHeld = held !== null && isPast(held, asOf);
  if (left !== null && left.fate === "dropped") return { kind: "dropped", left, progress: whereLost(left) };
  if (left === null && isHeld && (nowUs < fromUs || known.fate === "dropped"))
    return { kind: "held", sinceUs: held.at, cause: held.cause };
  if (left === null && nowUs < fromUs) return { kind: "queued" };
  return { kind: "flying", fromUs, toUs, left };
}

/** Held packets stop in the middle; a link that goes down loses what arrives; everything else is lost as it enters. */
export const HELD_AT = 0.5;
const lostAt = { entry: 0.06, way: 0.06, stop: HELD_AT, exit: 1 } as const;

function whereLost(passage: WirePassage): number {
  return lostAt[placeOfLoss(passage)];
}

function sendingUs({ packet }: PacketEntry, settings: WireSettings | undefined): number {
  const rate = settings?.rateBitsPerSecond ?? null;
  return rate === null ? 0 : ((packet.lengthBytes * BITS_PER_BYTE) / rate) * 1e6;
}

/** How far a packet has come, from 0 to 1. */
export function progressAt({ fromUs, toUs }: { fromUs: number; toUs: number }, nowUs: number): number {
  if (toUs <= fromUs) return nowUs >= toUs ? 1 : 0;
  return Math.min(1, Math.max(0, (nowUs - fromUs) / (toUs - fromUs)));
}
