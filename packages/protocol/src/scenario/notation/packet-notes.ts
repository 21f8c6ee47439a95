import { DatagramNote, PacketNote } from "../../values/packet.js";

/** What a packet was, as its event notes it. `retransmission` means every kind of one. */
export const packetNotes = [
  ...PacketNote.options.filter((note) => note !== "retransmission"),
  ...DatagramNote.options,
] as const;

/** The longer first: `keep-alive-ack` begins as `keep-alive` does. */
export const packetNotesToRead: readonly (typeof packetNotes)[number][] = [...packetNotes].sort(
  (a, b) => b.length - a.length,
);
