import { jsonFromBytes, limits, type TracedData } from "@sockpit/protocol";

const CONTINUATION_MASK = 0b1100_0000;
const CONTINUATION = 0b1000_0000;

/** Params or a result as the trace keeps them: bytes shortened, also in lists and records, everything else as it is. */
export function tracedValues(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, tracedValue(value)]));
}

function tracedValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return tracedData(value);
  if (Array.isArray(value)) return value.map(tracedValue);
  return typeof value === "object" && value !== null ? tracedValues(value) : value;
}

/** The first bytes of a payload, cut between two characters of UTF-8 where it is text. */
export function tracedData(bytes: Uint8Array): TracedData {
  return { bytes: bytes.length, ...jsonFromBytes(bytes.subarray(0, cutAt(bytes))) };
}

function cutAt(bytes: Uint8Array): number {
  if (bytes.length <= limits.tracePayloadBytes) return bytes.length;
  let end: number = limits.tracePayloadBytes;
  while (end > limits.tracePayloadBytes - 4 && ((bytes[end] ?? 0) & CONTINUATION_MASK) === CONTINUATION)
    end -= 1;
  return end;
}
