import type { PacketTone } from "../../record/packet-label.js";
import type { Term } from "../glossary/public.js";

/** What a stretch of text is: each tone has a look. */
export type RunTone =
  | "plain"
  | "dim"
  | "small"
  | "fd"
  | "name"
  | "arrow"
  | "error"
  | "badge"
  | "note"
  | "waits"
  | "elapsed"
  | "port"
  | "output"
  | "stderr"
  | "places";

/** A stretch of text in a label. */
export interface Run {
  tone: RunTone;
  text: string;
  /** What explains it. */
  term?: Term | undefined;
  /** Follows the one before without a space. */
  isJoined?: boolean;
  /** Where room is short the highest gives way first; what has none gives way last. */
  gives?: number;
  /** Gives way as a whole: half of it would say something else. */
  isWhole?: boolean;
  /** Of a clock that runs: since when, in microseconds of the lab. */
  sinceUs?: number;
}

/** What a row says, and where: beside a column, on an arrow between two, or across the picture. `NOBODY` is no column. */
export type RowLabel =
  | { place: "lane"; column: number; tone?: PacketTone; runs: readonly Run[] }
  | {
      place: "arrow";
      from: number;
      to: number;
      tone: PacketTone | "bulk";
      /** `slant`: the arrow begins here and ends in another row. `none`: it is drawn from another row. `lost`: it ends on its way. */
      line?: "slant" | "none" | "lost" | undefined;
      runs: readonly Run[];
    }
  | { place: "whole"; runs: readonly Run[] };

/** The runs as one line; what is said by the way stands apart, as colours set it apart in a picture. */
export function plainText(runs: readonly Run[]): string {
  return runs
    .map(({ text, tone, isJoined }, index) => {
      if (index === 0 || isJoined) return text;
      return `${tone === "dim" || tone === "small" ? " · " : " "}${text}`;
    })
    .join("");
}
