import { isSameEndpoint, type LabEventOf } from "@sockpit/protocol";
import type { Entry, PacketEntry } from "./entry.js";

/** Entries that an ICMP error may come after the datagram that it is about. */
const MAX_DISTANCE = 64;

/** The newest datagram that an ICMP error can be about; null for other packets. Errors follow at once. */
export function subjectOf({ icmp }: LabEventOf<"packet">, entries: readonly Entry[]): PacketEntry | null {
  if (icmp?.about === undefined) return null;
  const { protocol, source, destination } = icmp.about;
  const oldest = Math.max(0, entries.length - MAX_DISTANCE);
  for (let index = entries.length - 1; index >= oldest; index -= 1) {
    const entry = entries[index];
    if (entry?.kind !== "packet" || entry.packet.protocol !== protocol) continue;
    const isIt =
      isSameEndpoint(entry.packet.source, source) && isSameEndpoint(entry.packet.destination, destination);
    if (isIt && entry.error === null) return entry;
  }
  return null;
}
