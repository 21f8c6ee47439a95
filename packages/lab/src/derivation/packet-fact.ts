import type { Fact, PacketEnd } from "@sockpit/engine";
import type { DecodedPacket } from "@sockpit/sockets";
import type { NamedFlow } from "../capture/named-flows.js";
import type { PacketContext } from "../capture/packet-event.js";

/** What a packet is to the state engine; null where it changes no socket. */
export function factOfPacket(
  { tcp, udp, payload, fragment }: DecodedPacket,
  { from, to, place, isDropped }: PacketContext,
  flow: NamedFlow | undefined,
): Fact | null {
  if (flow === undefined || place === undefined || fragment !== undefined) return null;
  if (udp !== undefined)
    return to === null || isDropped ? null : { kind: "datagram", to, payloadBytes: payload.length };
  if (tcp === undefined || place.meaning === undefined) return null;
  const { flags } = tcp;
  return {
    kind: "segment",
    stream: place.stream,
    side: place.side,
    ends: flow.conversation,
    source: endOn(flow.source, flow.machines?.source),
    destination: endOn(flow.destination, flow.machines?.destination),
    from,
    to,
    isSyn: flags.includes("SYN"),
    isAck: flags.includes("ACK"),
    isFin: flags.includes("FIN"),
    isReset: flags.includes("RST"),
    isUrgent: flags.includes("URG"),
    seq: tcp.seq,
    ack: tcp.ack,
    windowBytes: place.meaning.windowBytes,
    payloadBytes: payload.length,
  };
}

function endOn(end: PacketEnd, machine: string | undefined): PacketEnd {
  return machine === undefined ? end : { ...end, machine };
}
