import { upperBound } from "../../shared/upper-bound.js";

/** `input`: what the person answered. */
export type OutputSource = "stdout" | "stderr" | "input";

interface OutputPiece {
  /** Counts up in one output; a view's key. */
  id: number;
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
  pieces: readonly OutputPiece[];
  /** When it was printed, ascending. */
  stamps: readonly OutputStamp[];
  /** Characters in `pieces`. */
  length: number;
  /** Characters that were given up to stay within the bound. */
  dropped: number;
}

/** Characters that are kept: some two thousand lines. What is older goes first. */
export const MAX_OUTPUT_LENGTH = 100_000;

/** One piece grows to this and then another begins, so that a view need not draw old text again. */
const PIECE_LENGTH = 4_000;

/** Times that are kept; before the oldest of them, all that is kept counts as printed. */
const MAX_STAMPS = 2_000;

export const emptyOutput: Output = { pieces: [], stamps: [], length: 0, dropped: 0 };

/** Text to append, and when it was printed: microseconds of the lab's clock. */
export interface PrintedText extends Omit<OutputPiece, "id"> {
  atUs?: number;
}

/** The output with more text after it. */
export function appendOutput(output: Output, added: readonly PrintedText[]): Output {
  const pieces = [...output.pieces];
  const stamps = [...output.stamps];
  let length = output.length;
  for (const { source, text, atUs } of added) {
    if (text === "") continue;
    length += text.length;
    if (atUs !== undefined) stamps.push({ atUs, length: output.dropped + length });
    const last = pieces.at(-1);
    if (last !== undefined && last.source === source && last.text.length + text.length <= PIECE_LENGTH) {
      pieces[pieces.length - 1] = { ...last, text: last.text + text };
    } else {
      pieces.push({ id: (last?.id ?? 0) + 1, source, text });
    }
  }
  return bounded({ pieces, stamps: stamps.slice(-MAX_STAMPS), length, dropped: output.dropped });
}

/** The output as it was at a time of the lab's clock. */
export function outputAt(output: Output, atUs: number): Output {
  const { stamps, dropped } = output;
  const count = upperBound(stamps, (stamp) => stamp.atUs <= atUs);
  if (count === stamps.length) return output;
  const keep = Math.max(0, (stamps[count - 1]?.length ?? 0) - dropped);
  const pieces: OutputPiece[] = [];
  let length = 0;
  for (const piece of output.pieces) {
    const text = piece.text.slice(0, keep - length);
    if (text === "") break;
    pieces.push({ ...piece, text });
    length += text.length;
  }
  return { pieces, stamps: stamps.slice(0, count), length, dropped };
}

function bounded(output: Output): Output {
  const { pieces, stamps, length, dropped } = output;
  let excess = Math.max(0, length - MAX_OUTPUT_LENGTH);
  const given = excess;
  let first = 0;
  for (; excess > 0 && first < pieces.length; first += 1) {
    const piece = pieces[first];
    if (piece === undefined || piece.text.length > excess) break;
    excess -= piece.text.length;
  }
  const kept = pieces.slice(first);
  const head = kept[0];
  if (excess > 0 && head !== undefined) kept[0] = { ...head, text: head.text.slice(excess) };
  return { pieces: kept, stamps, length: length - given, dropped: dropped + given };
}
