const encoder = new TextEncoder();

/** Bytes that are not UTF-8 stand as U+DC80 … U+DCFF, which occur in no text: PEP 383. */
const ESCAPED = /[\udc80-\udcff]/gu;

/** How many bytes the name of a Unix socket takes: an escaped one is one. */
export function unixNameBytes(name: string): number {
  return encoder.encode(name.replace(ESCAPED, ".")).length;
}
