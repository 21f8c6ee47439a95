import { isUtf8 } from "node:buffer";
import { limits } from "@sockpit/protocol";

/** What a value takes beside its characters and bytes: punctuation, names of fields, digits. */
const VALUE_BYTES = 16;

const CONTINUATION_MASK = 0b1100_0000;
const CONTINUATION = 0b1000_0000;

/** How much of an event is left for its values. */
interface Allowance {
  bytesLeft: number;
}

/**
 * Params or a result as the trace keeps them, in JSON. Bytes (`TracedData`), strings and lists keep their beginning: the last
 * entry of a list that was longer says how many `more` there were. All together are bounded by `limits.tracedValueBytes`.
 */
export function tracedJson(values: object): string {
  return recordJson(values, { bytesLeft: limits.tracedValueBytes });
}

/** The fields of a record are those of its schema: few, and their names need no escaping. */
function recordJson(record: object, allowance: Allowance): string {
  let json = "";
  for (const key in record) {
    const value = (record as Record<string, unknown>)[key];
    if (value === undefined) continue;
    json += `${json === "" ? "{" : ","}"${key}":${valueJson(value, allowance)}`;
  }
  return json === "" ? "{}" : `${json}}`;
}

function valueJson(value: unknown, allowance: Allowance): string {
  allowance.bytesLeft -= VALUE_BYTES;
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "null";
  if (typeof value === "string") return stringJson(value, allowance);
  if (value instanceof Uint8Array) return bytesJson(value, allowance);
  if (Array.isArray(value)) return listJson(value, allowance);
  return typeof value === "object" && value !== null ? recordJson(value, allowance) : String(value);
}

function bytesJson(bytes: Uint8Array, allowance: Allowance): string {
  const json = tracedDataJson(bytes, Math.max(0, Math.min(allowance.bytesLeft, limits.tracePayloadBytes)));
  allowance.bytesLeft -= Math.min(bytes.length, limits.tracePayloadBytes);
  return json;
}

function stringJson(text: string, allowance: Allowance): string {
  const length = Math.max(0, Math.min(allowance.bytesLeft, limits.tracePayloadBytes));
  allowance.bytesLeft -= Math.min(text.length, length);
  return JSON.stringify(text.length <= length ? text : `${text.slice(0, length)}…`);
}

function listJson(list: readonly unknown[], allowance: Allowance): string {
  const traced: string[] = [];
  for (const value of list) {
    if (traced.length === limits.tracedEntries || allowance.bytesLeft <= 0) break;
    traced.push(valueJson(value, allowance));
  }
  if (traced.length < list.length) traced.push(`{"more":${list.length - traced.length}}`);
  return `[${traced.join(",")}]`;
}

/** The first bytes of a payload as `TracedData` in JSON, cut between two characters of UTF-8 where it is text. */
export function tracedDataJson(bytes: Uint8Array, maxBytes: number = limits.tracePayloadBytes): string {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, cutAt(bytes, maxBytes));
  return isUtf8(beginning)
    ? `{"bytes":${bytes.length},"text":${JSON.stringify(beginning.toString())}}`
    : `{"bytes":${bytes.length},"base64":"${beginning.toString("base64")}"}`;
}

function cutAt(bytes: Uint8Array, maxBytes: number): number {
  if (bytes.length <= maxBytes) return bytes.length;
  let end = maxBytes;
  while (end > 0 && end > maxBytes - 4 && ((bytes[end] ?? 0) & CONTINUATION_MASK) === CONTINUATION) end -= 1;
  return end;
}
