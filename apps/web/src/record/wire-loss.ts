import type { WireSettings } from "@sockpit/protocol";
import type { PacketEntry } from "./entry.js";
import type { WireBook } from "./wire-book.js";
import type { WirePassage } from "./wire-passage.js";

/** How a direction of the wire was set when an event happened. */
export function settingsAt(
  book: WireBook,
  { from, to, seq }: { from: string; to: string | null; seq: number },
): WireSettings | undefined {
  return book.nearest(seq)?.directions.find((each) => each.from === from && each.to === to)?.settings;
}

/** How the direction of a packet was set when it entered the wire; undefined for one that passes on no wire. */
export function settingsOnWire(
  { packet: { seq, wire } }: PacketEntry,
  { wire: book }: { wire: WireBook },
): WireSettings | undefined {
  return wire === undefined ? undefined : settingsAt(book, { ...wire, seq });
}

/** Settings that lose a packet on its way, as a rule or a person does. */
const onItsWay = new Set<string>(["lossShare", "lossEveryNth", "lossBurst"]);

/** Where a packet was lost: at its sender's end, which did not take it, on its way, where it was held, or at its receiver's end. */
export function placeOfLoss({ effects, cause }: WirePassage): "entry" | "way" | "stop" | "exit" {
  if (effects.includes("held")) return "stop";
  if (cause?.by === "host" || effects.includes("delayed")) return "exit";
  if (cause?.by === "limit" || cause?.by === "noHost") return "entry";
  return cause?.by === "setting" && !onItsWay.has(cause.setting) ? "entry" : "way";
}
