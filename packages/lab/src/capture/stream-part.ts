import type { DecodedPacket } from "@sockpit/sockets";
import type { KeptPacket } from "./kept-packet.js";
import type { PacketContext } from "./packet-event.js";

/** What a packet adds to its stream; null where it has none. */
export function streamPart(
  { payload, lengthBytes, tcp }: DecodedPacket,
  { call, place, source, destination, from, to }: PacketContext,
  at: number,
): KeptPacket["part"] {
  if (place === undefined || source.port === undefined || destination.port === undefined) return null;
  // The SYN itself has a number; what it carries comes after it.
  const isSyn = tcp?.flags.includes("SYN") === true;
  const relativeSeq = place.meaning === undefined ? null : place.meaning.relativeSeq + (isSyn ? 1 : 0);
  return {
    stream: place.stream,
    side: place.side,
    order: place.order,
    at,
    call,
    relativeSeq,
    source: { host: source.host, port: source.port, socket: from },
    destination: { host: destination.host, port: destination.port, socket: to },
    payloadStart: lengthBytes - payload.length,
    payloadBytes: payload.length,
  };
}
