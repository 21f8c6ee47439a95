import type { DiagramLog } from "./diagram-log.js";
import type { CallEntry, Entry, PacketEntry } from "./entry.js";
import type { Chosen } from "./selection.js";

/** What belongs to a chosen thing. */
export interface Related {
  calls: ReadonlySet<number>;
  packets: ReadonlySet<number>;
  /** Kernel cookies. */
  sockets: ReadonlySet<string>;
  /** Whether everything on these sockets belongs to it, as to a chosen socket. */
  isWholeSocket: boolean;
}

export const nothingRelated: Related = {
  calls: new Set(),
  packets: new Set(),
  sockets: new Set(),
  isWholeSocket: false,
};

/** A call with its packets and the peer's matching calls; a packet with its calls; a socket with all on it. */
export function relatedTo(thing: Chosen | null, log: DiagramLog): Related {
  switch (thing?.kind) {
    case "call": {
      const call = log.findCall(thing.call);
      return call === undefined ? nothingRelated : relatedToCall(call);
    }
    case "packet": {
      const packet = log.findPacket(thing.packet);
      return packet === undefined ? nothingRelated : relatedToPackets([packet], []);
    }
    case "socket": {
      const peer = log.peerOf(thing.socket);
      const sockets = new Set(peer === undefined ? [thing.socket] : [thing.socket, peer]);
      return { ...nothingRelated, sockets, isWholeSocket: true };
    }
    default:
      return nothingRelated;
  }
}

/** Whether an entry is a chosen thing's, or the thing itself. */
export function isRelated(entry: Entry, related: Related): boolean {
  const isOnSocket = (socket: string | null) =>
    related.isWholeSocket && socket !== null && related.sockets.has(socket);
  switch (entry.kind) {
    case "call":
      return related.calls.has(entry.call) || isOnSocket(entry.socket);
    case "return":
      return related.calls.has(entry.of.call) || isOnSocket(entry.of.socket);
    case "packet": {
      const { packet, from, to } = entry.packet;
      return related.packets.has(packet) || isOnSocket(from) || isOnSocket(to);
    }
    case "state":
    case "queue":
      return isOnSocket(entry.socket);
    default:
      return false;
  }
}

function relatedToCall(call: CallEntry): Related {
  return relatedToPackets(call.packets, [call, ...call.takers, ...call.givers]);
}

/** Packets with the errors that they brought about, and calls, with those that sent or took the packets. */
function relatedToPackets(chosen: readonly PacketEntry[], calls: readonly CallEntry[]): Related {
  const packets = chosen
    .flatMap((packet) => [packet, packet.about, packet.error])
    .filter((one) => one !== null);
  const ofPackets = packets.flatMap(({ cause, effect }) => [cause, effect]);
  const present = [...calls, ...ofPackets].filter((call) => call !== null);
  const sockets = [
    ...packets.flatMap(({ packet: { from, to } }) => [from, to]),
    ...present.map(({ socket }) => socket),
  ];
  return {
    calls: new Set(present.map(({ call }) => call)),
    packets: new Set(packets.map(({ packet }) => packet.packet)),
    sockets: new Set(sockets.filter((socket) => socket !== null)),
    isWholeSocket: false,
  };
}
