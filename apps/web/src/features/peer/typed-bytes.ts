export const lineEnds = ["lf", "crlf", "none"] as const;
export type LineEnd = (typeof lineEnds)[number];

const ends: Readonly<Record<LineEnd, string>> = { lf: "\n", crlf: "\r\n", none: "" };

/** A typed line as it is sent. */
export function lineBytes(text: string, end: LineEnd): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text + ends[end]);
}

/** Bytes of hex digits, with or without spaces, colons, commas and `0x` between them; undefined where they are none. */
export function hexBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = text.replace(/0x|\\x/gi, " ").trim();
  const groups = digits.split(/[\s:,-]+/);
  if (digits === "" || groups.some((group) => !/^([0-9a-f]{2})+$/i.test(group))) return undefined;
  return Uint8Array.from(groups.join("").match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
