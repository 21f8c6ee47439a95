import { bytesFromBase64, type TracedData } from "@sockpit/protocol";

const BYTES_A_LINE = 16;
const MAX_BYTES = 256;

/** The beginning of some data as a hex dump: 16 bytes a line, with what of them is ASCII. */
export function hexLines(data: TracedData): { lines: string[]; shownBytes: number } {
  const kept =
    data.text === undefined ? bytesFromBase64(data.base64 ?? "") : new TextEncoder().encode(data.text);
  const bytes = kept.subarray(0, MAX_BYTES);
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += BYTES_A_LINE) {
    const line = [...bytes.subarray(start, start + BYTES_A_LINE)];
    const hex = line.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const text = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
    lines.push(`${start.toString(16).padStart(4, "0")}  ${hex.padEnd(BYTES_A_LINE * 3 - 1)}  ${text}`);
  }
  return { lines, shownBytes: bytes.length };
}
