import { limits } from "@sockpit/protocol";

/** `\u0000`. */
const MAX_BYTES_PER_UNIT = 6;
/** What an event has beside its text. */
const EVENT_BYTES = 256;

/**
 * A text in parts, each of which fits into an event. Nearly all do as they are: only control characters take six bytes in
 * JSON.
 */
export function outputParts(text: string): string[] {
  const bytesLeft = limits.traceEventBytes - EVENT_BYTES;
  if (text.length * MAX_BYTES_PER_UNIT <= bytesLeft) return [text];
  if (Buffer.byteLength(JSON.stringify(text)) <= bytesLeft) return [text];
  const middle = text.length >> 1;
  const isPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(middle - 1, middle + 1));
  const cut = isPair ? middle - 1 : middle;
  return [...outputParts(text.slice(0, cut)), ...outputParts(text.slice(cut))];
}
