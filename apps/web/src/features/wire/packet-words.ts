import type { PacketEntry } from "../../record/entry.js";
import { packetLabel, packetText } from "../../record/packet-label.js";

/** What a packet is in a few characters: `SYN`, `ACK`, `120 B`. */
export function shortLabel({ packet }: PacketEntry): string {
  const { name, payloadBytes } = packetLabel(packet, true);
  if (payloadBytes === null) return name;
  return name === "DATA" ? `${payloadBytes} B` : `${name} ${payloadBytes} B`;
}

export function longLabel({ packet }: PacketEntry): string {
  return packetText(packet, true);
}
