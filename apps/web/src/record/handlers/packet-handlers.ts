import type { LabEventOf } from "@sockpit/protocol";
import { flowOf, type PacketEntry } from "../entry.js";
import { subjectOf } from "../icmp-subject.js";
import { noRepeats } from "../repeats.js";
import { noPassages } from "../wire-passage.js";
import type { Handlers, RecordParts } from "./handlers.js";

/** Packets as they leave their senders. Where there is no wire, they are there at once. */
export function packetHandlers(parts: RecordParts): Pick<Handlers, "packet" | "captureDropped"> {
  const { calls, sockets, placement, joins, changes, packets, repeats, flights, push } = parts;
  return {
    packet: (event) => {
      const { seq, packet, call, changes: changed = [] } = event;
      // A connection that the packet begins has its listener's lane already at its first packet.
      for (const { socket, listener } of changed)
        if (listener) placement.inherit(sockets.touch(socket, seq), listener);
      const entry = newPacket(event, parts);
      joins.sent(entry, (call === undefined ? undefined : calls.find(call)) ?? null);
      if (event.wire === undefined) joins.arrived(entry, event);
      repeats.packet(entry);
      packets.set(packet, entry);
      if (event.wire !== undefined) {
        flights.push(entry);
        noteHost(event, parts);
      }
      push(entry);
      changes.apply(event, { kind: "packet", packet }, { packet: event });
    },

    captureDropped: ({ seq, at, dropped }) => push({ kind: "loss", seq, at, dropped }),
  };
}

/** Of a program's packets: a host has IPv4 always, and IPv6 where the wire is wide enough. */
function noteHost({ wire, from, source }: LabEventOf<"packet">, { hosts }: RecordParts): void {
  if (wire === undefined || from === null) return;
  const known = hosts.get(wire.from);
  if (known === undefined || (known.includes(":") && !source.host.includes(":")))
    hosts.set(wire.from, source.host);
}

function newPacket(packet: LabEventOf<"packet">, { entries, placement }: RecordParts): PacketEntry {
  const { seq, at } = packet;
  const about = subjectOf(packet, entries);
  const entry: PacketEntry = {
    kind: "packet",
    seq,
    at,
    packet,
    fromLane: 0,
    toLane: 0,
    flow: flowOf(packet),
    cause: null,
    effect: null,
    about: about?.packet.packet ?? null,
    error: null,
    original: null,
    repeats: noRepeats,
    held: null,
    passages: noPassages,
  };
  if (about !== null) about.error = packet.packet;
  placement.place(entry);
  return entry;
}
