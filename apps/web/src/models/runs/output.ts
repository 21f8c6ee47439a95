/** `input`: what the person answered. */
export type OutputSource = "stdout" | "stderr" | "input";

interface OutputPiece {
  /** Counts up in one output; a view's key. */
  id: number;
  source: OutputSource;
  text: string;
}

/** What a program printed, oldest first. Never changed in place. */
export interface Output {
  pieces: readonly OutputPiece[];
  /** Characters in `pieces`. */
  length: number;
  /** Characters that were given up to stay within the bound. */
  dropped: number;
}

/** Characters that are kept: some two thousand lines. What is older goes first. */
export const MAX_OUTPUT_LENGTH = 100_000;

/** One piece grows to this and then another begins, so that a view need not draw old text again. */
const PIECE_LENGTH = 4_000;

export const emptyOutput: Output = { pieces: [], length: 0, dropped: 0 };

/** The output with more text after it. */
export function appendOutput(output: Output, added: readonly Omit<OutputPiece, "id">[]): Output {
  const pieces = [...output.pieces];
  let length = output.length;
  for (const { source, text } of added) {
    if (text === "") continue;
    length += text.length;
    const last = pieces.at(-1);
    if (last !== undefined && last.source === source && last.text.length + text.length <= PIECE_LENGTH) {
      pieces[pieces.length - 1] = { ...last, text: last.text + text };
    } else {
      pieces.push({ id: (last?.id ?? 0) + 1, source, text });
    }
  }
  return bounded({ pieces, length, dropped: output.dropped });
}

function bounded({ pieces, length, dropped }: Output): Output {
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
  return { pieces: kept, length: length - given, dropped: dropped + given };
}
