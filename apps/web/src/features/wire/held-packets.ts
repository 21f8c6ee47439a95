import type { PacketEntry } from "../../record/entry.js";
import type { PlacedPacket } from "./motion.js";

/** A packet that waits on the wire for a person. */
export type HeldPacket = PlacedPacket & { readonly place: { kind: "held" } };

/** Those that are held and not decided about yet, by their numbers. */
export function heldOf(
  packets: readonly PlacedPacket[],
  isDecided: (packet: number) => boolean,
): Map<number, HeldPacket> {
  const held = new Map<number, HeldPacket>();
  for (const packet of packets) if (isHeld(packet, isDecided)) held.set(packet.entry.packet.packet, packet);
  return held;
}

function isHeld(packet: PlacedPacket, isDecided: (packet: number) => boolean): packet is HeldPacket {
  return packet.place.kind === "held" && !isDecided(packet.entry.packet.packet);
}

/** For each that was sent again while the first one waits: the first one's number. */
export function repeatsOf(held: Iterable<HeldPacket>): Map<number, number> {
  const firsts = new Map<string, number>();
  const repeats = new Map<number, number>();
  for (const { entry } of held) {
    const key = whatItCarries(entry);
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, entry.packet.packet);
    else repeats.set(entry.packet.packet, first);
  }
  return repeats;
}

/** The same for a segment and for those that say the same again; undefined where nothing of it is sent again. */
function whatItCarries({ flow, packet: { tcp, source } }: PacketEntry): string | undefined {
  if (tcp === undefined) return undefined;
  const counts = tcp.payloadBytes > 0 || tcp.flags.includes("SYN") || tcp.flags.includes("FIN");
  return counts ? [flow, source.host, source.port, tcp.seq, tcp.payloadBytes].join(" ") : undefined;
}
