/** What is shown of a file: its text, or its bytes as `hexdump -C` prints them; `shownBytes` of them from the start. */
export interface FilePreview {
  kind: "text" | "hex";
  text: string;
  shownBytes: number;
}

/** More than a person reads here; the whole file can be downloaded. */
const TEXT_BYTES = 64 * 1024;
const HEX_BYTES = 4 * 1024;

const BYTES_A_LINE = 16;

/** Control characters that no text has. Tab, line ends, form feed and escape are common in logs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const NOT_TEXT = /[\u0000-\u0007\u000e-\u001a\u001c-\u001f]/;

export function previewFile(data: Uint8Array): FilePreview {
  const start = data.subarray(0, TEXT_BYTES);
  const text = decode(start, data.length > start.length);
  if (text !== undefined) return { kind: "text", text, shownBytes: start.length };
  const bytes = data.subarray(0, HEX_BYTES);
  return { kind: "hex", text: hexLines(bytes).join("\n"), shownBytes: bytes.length };
}

/** The bytes as UTF-8; undefined where they are not text. A character that the end cuts in two is left out. */
function decode(bytes: Uint8Array, isCut: boolean): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
    return NOT_TEXT.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function hexLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += BYTES_A_LINE) {
    const row = [...bytes.subarray(offset, offset + BYTES_A_LINE)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, "0"));
    const [left, right] = [hex.slice(0, 8).join(" ").padEnd(23), hex.slice(8).join(" ").padEnd(23)];
    const shown = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${offset.toString(16).padStart(8, "0")}  ${left}  ${right}  |${shown}|`);
  }
  return lines;
}
