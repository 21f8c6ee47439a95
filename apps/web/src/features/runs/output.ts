import { upperBound } from "../../shared/upper-bound.js";

/** `input`: what the person answered. `link`: the address of a page that the program wants to be shown. */
export type OutputSource = "stdout" | "stderr" | "input" | "link";

interface OutputPiece {
  /** Characters that had been printed before it, dropped ones included: where it stands, and a view's key. */
  start: number;
  source: OutputSource;
  text: string;
}

/** What had been printed by a time of the lab's clock: `length` characters, those since dropped included. */
interface OutputStamp {
  atUs: number;
  length: number;
}

/** What a program printed, oldest first. Never changed in place. */
export interface Output {
  /** Where one begins behind the end of the one before, what stood between was dropped. */
  pieces: readonly OutputPiece[];
  /** When it was printed, ascending. */
  stamps: readonly OutputStamp[];
  /** Characters that were printed, those since dropped included. */
  length: number;
  /** Characters that were given up to stay within the bound. */
  dropped: number;
}

/** Characters that are kept: some two thousand lines. */
export const MAX_OUTPUT_LENGTH = 100_000;

/**
 * The first characters of each stream that stay: what a program said before it began to flood. Of what comes after, the
 * oldest goes first, of the stream that has the most: two lines of a result survive hundreds of tracebacks.
 */
export const HEAD_LENGTH = 10_000;

/** One piece grows to this and then another begins, so that a view need not draw old text again. */
const PIECE_LENGTH = 4_000;

/** Times that are kept; before the oldest of them, all that is kept counts as printed. */
const MAX_STAMPS = 2_000;

/** What empties a terminal: ED and RIS, as clear(1) and many programs print them, and the cursor's way home. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
const CLEARING = /^[\s\S]*(?:\x1b\[[23]J|\x1bc)(?:\x1b\[(?:1;1)?H)?/;

export const emptyOutput: Output = { pieces: [], stamps: [], length: 0, dropped: 0 };

/** Text to append, and when it was printed: microseconds of the lab's clock. */
export interface PrintedText extends Omit<OutputPiece, "start"> {
  atUs?: number;
}

/** The output with more text after it. */
export function appendOutput(output: Output, added: readonly PrintedText[]): Output {
  let pieces = [...output.pieces];
  let stamps = [...output.stamps];
  let { length, dropped } = output;
  for (const { source, text: printed, atUs } of added) {
    const text = printed.includes("\x1b") ? printed.replace(CLEARING, "") : printed;
    if (text !== printed) {
      pieces = [];
      stamps = [];
      length = dropped = 0;
    }
    if (text === "") continue;
    for (let from = 0; from < text.length; from += PIECE_LENGTH) {
      const part = text.slice(from, from + PIECE_LENGTH);
      const last = pieces.at(-1);
      const isMore =
        source !== "link" && last?.source === source && last.text.length + part.length <= PIECE_LENGTH;
      if (last !== undefined && isMore) pieces[pieces.length - 1] = { ...last, text: last.text + part };
      else pieces.push({ start: length, source, text: part });
      length += part.length;
    }
    if (atUs !== undefined) stamps.push({ atUs, length });
  }
  const excess = length - dropped - MAX_OUTPUT_LENGTH;
  if (excess <= 0) return { pieces, stamps: stamps.slice(-MAX_STAMPS), length, dropped };
  return {
    pieces: without(pieces, excess),
    stamps: stamps.slice(-MAX_STAMPS),
    length,
    dropped: dropped + excess,
  };
}

/** The output as it was at a time of the lab's clock. */
export function outputAt(output: Output, atUs: number): Output {
  const { stamps } = output;
  const count = upperBound(stamps, (stamp) => stamp.atUs <= atUs);
  if (count === stamps.length) return output;
  const length = stamps[count - 1]?.length ?? 0;
  const pieces = output.pieces
    .filter(({ start }) => start < length)
    .map((piece) => ({ ...piece, text: piece.text.slice(0, length - piece.start) }));
  const kept = pieces.reduce((sum, { text }) => sum + text.length, 0);
  return { pieces, stamps: stamps.slice(0, count), length, dropped: length - kept };
}

/** How many characters are missing before a piece. */
export function droppedBefore(pieces: readonly OutputPiece[], index: number): number {
  const before = pieces[index - 1];
  const end = before === undefined ? 0 : before.start + before.text.length;
  return (pieces[index]?.start ?? end) - end;
}

/** The pieces without so many characters. */
function without(pieces: readonly OutputPiece[], excess: number): readonly OutputPiece[] {
  const errors = pieces.reduce((sum, { source, text }) => sum + (source === "stderr" ? text.length : 0), 0);
  const most = errors * 2 > MAX_OUTPUT_LENGTH ? "errors" : "others";
  let left = excess;
  let head = 0;
  return pieces.flatMap((piece) => {
    const { source, text, start } = piece;
    if (left === 0 || (source === "stderr" ? "errors" : "others") !== most) return [piece];
    const stays = Math.min(text.length, Math.max(0, HEAD_LENGTH - head));
    head += stays;
    const cut = Math.min(left, text.length - stays);
    if (cut === 0) return [piece];
    left -= cut;
    const first = { ...piece, text: text.slice(0, stays) };
    const rest = { source, start: start + stays + cut, text: text.slice(stays + cut) };
    return [first, rest].filter((part) => part.text !== "");
  });
}
