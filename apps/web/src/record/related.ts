import type { CallEntry, ChangeCause, Entry, PacketEntry } from "./entry.js";
import type { LabRecord } from "./lab-record.js";
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

/**
 * A call with its packets and the peer's matching calls; a packet with its calls; a change of a socket with its cause; a
 * socket with all on it.
 */
export function relatedTo(thing: Chosen | null, record: LabRecord): Related {
  switch (thing?.kind) {
    case "call": {
      const call = record.findCall(thing.call);
      return call === undefined ? nothingRelated : relatedToCall(call, record);
    }
    case "packet": {
      const packet = record.findPacket(thing.packet);
      return packet === undefined ? nothingRelated : relatedToPackets([packet], [], record);
    }
    case "socket":
      return relatedToSocket(thing.socket, record);
    case "change":
      return relatedToChange(thing, record);
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
    case "arrival":
      return isRelated(entry.of, related);
    case "state":
    case "queue":
      return isOnSocket(entry.socket) || isCausedBy(entry.cause, related);
    default:
      return false;
  }
}

function isCausedBy(cause: ChangeCause, { calls, packets }: Related): boolean {
  if (cause.kind === "call") return calls.has(cause.call);
  return cause.kind === "packet" && packets.has(cause.packet);
}

function relatedToSocket(socket: string, record: LabRecord): Related {
  const peer = record.peerOf(socket);
  const sockets = new Set(peer === undefined ? [socket] : [socket, peer]);
  return { ...nothingRelated, sockets, isWholeSocket: true };
}

/** A change with what brought it about; where that is not known, with everything on its socket. */
function relatedToChange({ seq, socket }: { seq: number; socket: string }, record: LabRecord): Related {
  const changes = record.entriesOf(seq).filter((entry) => entry.kind === "state" || entry.kind === "queue");
  const cause = changes.find((entry) => entry.socket === socket)?.cause;
  const sockets = new Set([socket]);
  if (cause?.kind === "call") return { ...nothingRelated, calls: new Set([cause.call]), sockets };
  if (cause?.kind === "packet") return { ...nothingRelated, packets: new Set([cause.packet]), sockets };
  return relatedToSocket(socket, record);
}

function relatedToCall(call: CallEntry, record: LabRecord): Related {
  const packets = call.packets.flatMap((packet) => record.findPacket(packet) ?? []);
  const counterparts = [...call.takers, ...call.givers].flatMap((other) => record.findCall(other) ?? []);
  return relatedToPackets(packets, [call, ...counterparts], record);
}

/** Packets with the errors that they brought about and the same segments sent again, and calls, with those that sent or took the packets. */
function relatedToPackets(
  chosen: readonly PacketEntry[],
  calls: readonly CallEntry[],
  record: LabRecord,
): Related {
  const packet = (number: number | null) => (number === null ? undefined : record.findPacket(number));
  const call = (number: number | null) => (number === null ? undefined : record.findCall(number));
  const packets = chosen
    .flatMap((one) => [
      ...[one, packet(one.about), packet(one.error), packet(one.original)],
      ...one.repeats.map(packet),
    ])
    .filter((one) => one !== undefined);
  const ofPackets = packets.flatMap(({ cause, effect }) => [call(cause), call(effect)]);
  const present = [...calls, ...ofPackets].filter((one) => one !== undefined);
  const sockets = [
    ...packets.flatMap(({ packet: { from, to } }) => [from, to]),
    ...present.map(({ socket }) => socket),
  ];
  return {
    calls: new Set(present.map((one) => one.call)),
    packets: new Set(packets.map((one) => one.packet.packet)),
    sockets: new Set(sockets.filter((socket) => socket !== null)),
    isWholeSocket: false,
  };
}
