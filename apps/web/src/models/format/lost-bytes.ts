import type { TracedRecord } from "../trace/trace-state.js";

/** A datagram that did not fit into what a call gave for it: the rest is lost. */
export interface CutDatagram {
  takenBytes: number;
  wholeBytes: number;
}

/** What a receiving call says of a datagram that was cut; null where it took all. */
export function cutDatagram(result: TracedRecord): CutDatagram | null {
  const { lostBytes, data } = result;
  if (typeof lostBytes !== "number") return null;
  const takenBytes = typeof data === "object" && data !== null && "bytes" in data ? Number(data.bytes) : 0;
  return { takenBytes, wholeBytes: takenBytes + lostBytes };
}
