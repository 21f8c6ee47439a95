import { bytesFromBase64, type TracedData } from "@sockpit/protocol";
import type { TracedRecord } from "../trace/trace-state.js";

/** What a call or a packet carries, as far as the trace keeps it. */
export interface Payload {
  /** The beginning, or all of it. */
  bytes: Uint8Array;
  /** How many bytes there were. */
  wholeBytes: number;
}

export function payloadOf(data: TracedData): Payload {
  const { text, base64 } = data;
  const bytes = text === undefined ? bytesFromBase64(base64 ?? "") : new TextEncoder().encode(text);
  return { bytes, wholeBytes: data.bytes };
}

/** What a call gave to the kernel, or got from it; undefined where it moves no data. */
export function payloadOfCall(params: TracedRecord, result: TracedRecord | undefined): Payload | undefined {
  const data = params["data"] ?? result?.["data"];
  return isTracedData(data) && data.bytes > 0 ? payloadOf(data) : undefined;
}

function isTracedData(value: unknown): value is TracedData {
  return typeof value === "object" && value !== null && "bytes" in value && typeof value.bytes === "number";
}
