/** A line of some bytes: where it is, without its end, and what that is. */
export interface RawLine {
  readonly from: number;
  readonly to: number;
  readonly end: "\\r\\n" | "\\n" | "";
}

const LF = 10;
const CR = 13;

/** The lines of some bytes, at most so many: a view of the beginning. */
export function rawLines(bytes: Uint8Array, maxLines: number): readonly RawLine[] {
  const lines: RawLine[] = [];
  let from = 0;
  while (from < bytes.length && lines.length < maxLines) {
    const at = bytes.indexOf(LF, from);
    if (at === -1) {
      lines.push({ from, to: bytes.length, end: "" });
      break;
    }
    const hasCr = at > from && bytes[at - 1] === CR;
    lines.push({ from, to: hasCr ? at - 1 : at, end: hasCr ? "\\r\\n" : "\\n" });
    from = at + 1;
  }
  return lines;
}
