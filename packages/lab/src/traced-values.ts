import { jsonFromBytes, limits, type TracedData } from "@sockpit/protocol";

/** What a value takes beside its characters and bytes: punctuation, names of fields, digits. */
const VALUE_BYTES = 16;

const CONTINUATION_MASK = 0b1100_0000;
const CONTINUATION = 0b1000_0000;

/**
 * Params or a result as the trace keeps them. Bytes, strings and lists keep their beginning: the last entry of a list that
 * was longer says how many `more` there were. All together are bounded by `limits.tracedValueBytes`.
 */
export function tracedValues(values: object): Record<string, unknown> {
  return tracedRecord(values, { bytesLeft: limits.tracedValueBytes });
}

/** How much of an event is left for its values. */
interface Allowance {
  bytesLeft: number;
}

/** The fields of a record are those of its schema: few. */
function tracedRecord(record: object, allowance: Allowance): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, tracedValue(value, allowance)]),
  );
}

function tracedValue(value: unknown, allowance: Allowance): unknown {
  allowance.bytesLeft -= VALUE_BYTES;
  if (value instanceof Uint8Array) return tracedBytes(value, allowance);
  if (typeof value === "string") return tracedString(value, allowance);
  if (Array.isArray(value)) return tracedList(value, allowance);
  return typeof value === "object" && value !== null ? tracedRecord(value, allowance) : value;
}

function tracedBytes(bytes: Uint8Array, allowance: Allowance): TracedData {
  const data = tracedData(bytes, Math.max(0, Math.min(allowance.bytesLeft, limits.tracePayloadBytes)));
  allowance.bytesLeft -= Math.min(bytes.length, limits.tracePayloadBytes);
  return data;
}

function tracedString(text: string, allowance: Allowance): string {
  const length = Math.max(0, Math.min(allowance.bytesLeft, limits.tracePayloadBytes));
  allowance.bytesLeft -= Math.min(text.length, length);
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

function tracedList(list: readonly unknown[], allowance: Allowance): unknown[] {
  const traced: unknown[] = [];
  for (const value of list) {
    if (traced.length === limits.tracedEntries || allowance.bytesLeft <= 0) break;
    traced.push(tracedValue(value, allowance));
  }
  if (traced.length < list.length) traced.push({ more: list.length - traced.length });
  return traced;
}

/** The first bytes of a payload, cut between two characters of UTF-8 where it is text. */
export function tracedData(bytes: Uint8Array, maxBytes: number = limits.tracePayloadBytes): TracedData {
  return { bytes: bytes.length, ...jsonFromBytes(bytes.subarray(0, cutAt(bytes, maxBytes))) };
}

function cutAt(bytes: Uint8Array, maxBytes: number): number {
  if (bytes.length <= maxBytes) return bytes.length;
  let end = maxBytes;
  while (end > 0 && end > maxBytes - 4 && ((bytes[end] ?? 0) & CONTINUATION_MASK) === CONTINUATION) end -= 1;
  return end;
}
