import type { TracedResult } from "@sockpit/protocol";

/** A datagram that did not fit into what a call gave for it: the rest is lost. */
export interface CutDatagram {
  takenBytes: number;
  wholeBytes: number;
}

/** What a receiving call says of a datagram that was cut; null where it took all. */
export function cutDatagram(result: TracedResult): CutDatagram | null {
  if (!("lostBytes" in result) || result.lostBytes === undefined) return null;
  const { lostBytes, data } = result;
  const takenBytes = data.bytes;
  return { takenBytes, wholeBytes: takenBytes + lostBytes };
}
