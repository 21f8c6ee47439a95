import type { ArrivalEntry, PacketEntry } from "../../record/entry.js";
import { NOBODY } from "../../record/lanes.js";
import { isPast } from "../../record/moment.js";
import { packetLabel } from "../../record/packet-label.js";
import { settingsOnWire } from "../../record/wire-loss.js";
import { placeAt, type WirePassage } from "../../record/wire-passage.js";
import type { LabelOptions } from "./label-options.js";
import type { RowLabel, Run } from "./run.js";

type ArrowLabel = Extract<RowLabel, { place: "arrow" }>;

/** Whether a passage is seen in a row of its own. Where one end is nobody's, all of a packet is in one row. */
export function hasOwnRow({ fromLane, toLane }: PacketEntry, { hasRow }: WirePassage): boolean {
  return hasRow && fromLane !== NOBODY && toLane !== NOBODY;
}

/** What a packet's row says of its way: what is not said where it arrives. */
export function wireRuns(entry: PacketEntry, options: LabelOptions): Run[] {
  const { words, asOf } = options;
  const place = placeAt(entry, asOf);
  if (place === null) return [];
  if (place.kind === "underWay")
    return [place.held === null ? small(words.wire.underWay) : note(words.wire.held)];
  const here = place.passages.filter((passage) => !hasOwnRow(entry, passage));
  return here.flatMap((passage) => fateRuns(entry, passage, options));
}

/** Of a segment that was sent again on a wire: which one it repeats, and how long after it. */
export function repeatRuns({ original, at, packet }: PacketEntry, { words, record }: LabelOptions): Run[] {
  const first = original === null ? undefined : record.findPacket(original);
  if (first === undefined || packet.wire === undefined) return [];
  const text = words.wire.again({ packet: first.packet.packet, us: at - first.at });
  return [{ ...small(text), gives: 1 }];
}

/** Where a packet's arrow goes from its row. */
export function lineOf(entry: PacketEntry, asOf: number): ArrowLabel["line"] {
  const [first] = entry.passages;
  if (entry.packet.wire === undefined) return undefined;
  if (first === undefined || !isPast(first, asOf) || hasOwnRow(entry, first)) return "slant";
  return first.fate === "dropped" ? "lost" : undefined;
}

/** The row in which a packet arrives, or is lost on its way. */
export function arrivalLabel({ of, passage }: ArrivalEntry, options: LabelOptions): RowLabel {
  const { words, columns, hasRelativeNumbers } = options;
  const { name, numbers, payloadBytes, tone } = packetLabel(of.packet, hasRelativeNumbers);
  const { from, to } = columns.ofPacket(of);
  const us = passage.at - passage.enteredAt;
  const what: Run[] = [
    { tone: "arrow", text: name },
    // A handshake has each of its segments once.
    { tone: "plain", text: name.startsWith("SYN") ? "" : numbers, gives: 3 },
  ];
  if (passage.fate === "dropped") {
    const runs = [...what, ...fateRuns(of, passage, options), { ...small(words.wire.after(us)), gives: 2 }];
    return { place: "arrow", from, to, tone, line: "none", runs: said(runs) };
  }
  const runs = [
    ...what,
    { tone: "plain" as const, text: payloadBytes === null ? "" : `${payloadBytes} B`, gives: 3 },
    { ...small(words.wire.arrives({ us, isCopy: passage.isCopy })), gives: 2 },
    ...fateRuns(of, passage, options),
  ];
  return { place: "lane", column: to, tone, runs: said(runs) };
}

/** What happened to it beside that it took its time, and why it was lost. */
function fateRuns(
  entry: PacketEntry,
  { fate, cause, effects, isCopy, isOutOfOrder }: WirePassage,
  { words: { wire }, record }: LabelOptions,
): Run[] {
  const told = effects.filter((effect) => effect !== "delayed" && !(effect === "duplicated" && isCopy));
  return [
    ...told.map((effect) => note(wire.effect(effect))),
    ...(isOutOfOrder ? [note(wire.outOfOrder)] : []),
    ...(fate === "dropped"
      ? [
          note(wire.dropped(cause)),
          { ...small(wire.lossNumbers(cause, settingsOnWire(entry, record))), gives: 2 as const },
        ]
      : []),
  ];
}

function note(text: string): Run {
  return { tone: "note", text };
}

function small(text: string): Run {
  return { tone: "small", text };
}

function said(runs: readonly Run[]): Run[] {
  return runs.filter(({ text }) => text !== "");
}
