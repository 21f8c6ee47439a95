import { bytesFromBase64, receivedData, sentData, type TracedData } from "@sockpit/protocol";
import type { CallEntry, CallState } from "../../record/entry.js";

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

/** What a call gave to the kernel, or got from it; undefined where it moved no data. */
export function payloadOfCall(call: CallEntry, state: CallState): Payload | undefined {
  const received = state.kind === "returned" ? receivedData(call.command, state.result) : undefined;
  const data = sentData(call) ?? received;
  return data !== undefined && data.bytes > 0 ? payloadOf(data) : undefined;
}
