import type { TracedResult } from "@sockpit/protocol";

const counts = new Intl.NumberFormat("en");

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

/** The numbers as the page writes them. */
export function cutCounts({ takenBytes, wholeBytes }: CutDatagram): { taken: string; whole: string } {
  return { taken: counts.format(takenBytes), whole: counts.format(wholeBytes) };
}
