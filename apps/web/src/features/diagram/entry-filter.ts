import { formatEndpoint } from "@sockpit/protocol";
import type { Entry, PacketEntry } from "../../record/entry.js";
import { formatCall, formatResult } from "../../shared/format/format-call.js";
import { packetText } from "./packet-label.js";

export const entryKinds = ["calls", "packets", "states", "output"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Which entries the diagram shows. */
export interface EntryFilter {
  kinds: ReadonlySet<EntryKind>;
  /** Only what touches this lane; null is all. */
  lane: number | null;
  /** Only what touches this socket, by its cookie; null is all. */
  socket: string | null;
  /** Only what says this, in any case. */
  text: string;
}

export const everything: EntryFilter = { kinds: new Set(entryKinds), lane: null, socket: null, text: "" };

export function isFiltering({ kinds, lane, socket, text }: EntryFilter): boolean {
  return kinds.size < entryKinds.length || lane !== null || socket !== null || text !== "";
}

export function matches(entry: Entry, filter: EntryFilter): boolean {
  return (
    isOfKinds(entry, filter.kinds) &&
    (filter.lane === null || touchesLane(entry, filter.lane)) &&
    (filter.socket === null || touchesSocket(entry, filter.socket)) &&
    (filter.text === "" || entryText(entry).toLowerCase().includes(filter.text.toLowerCase()))
  );
}

/** What an entry says, as one line: what a person who searches would type. */
export function entryText(entry: Entry): string {
  switch (entry.kind) {
    case "call": {
      const { fd, name, args } = formatCall(entry.command, entry.params);
      return `${fd === null ? "" : `fd ${fd} `}${name}(${args}) ${resultText(entry)}`;
    }
    case "return":
      return entryText(entry.of);
    case "packet":
      return `${packetText(entry.packet, true)} ${numbersOnWire(entry)} ${entry.packet.protocol}`;
    case "state":
      return entry.state;
    case "queue":
      return `accept ${entry.length}/${entry.limit}`;
    case "output":
      return entry.text;
    case "process":
      return entry.name;
    case "loss":
      return "";
  }
}

function resultText({ end }: Extract<Entry, { kind: "call" }>): string {
  if (end === null) return "";
  const { outcome } = end;
  if (outcome.kind === "returned") return formatResult(outcome.result);
  if (outcome.kind !== "failed") return "";
  return outcome.error.kind === "errno"
    ? `${outcome.error.errno} ${outcome.error.message}`
    : outcome.error.message;
}

function numbersOnWire({ packet: { tcp, source, destination } }: PacketEntry): string {
  const ports = `${formatEndpoint(source)} ${formatEndpoint(destination)}`;
  return tcp === undefined ? ports : `seq=${tcp.seq} ack=${tcp.ack} ${tcp.flags.join(" ")} ${ports}`;
}

function isOfKinds(entry: Entry, kinds: ReadonlySet<EntryKind>): boolean {
  switch (entry.kind) {
    case "call":
    case "return":
      return kinds.has("calls");
    case "packet":
    case "loss":
      return kinds.has("packets");
    case "state":
    case "queue":
      return kinds.has("states");
    case "output":
      return kinds.has("output");
    case "process":
      return true;
  }
}

function touchesLane(entry: Entry, lane: number): boolean {
  if (entry.kind === "packet") return entry.fromLane === lane || entry.toLane === lane;
  return entry.kind === "loss" || entry.lane === lane;
}

function touchesSocket(entry: Entry, socket: string): boolean {
  switch (entry.kind) {
    case "packet":
      return entry.packet.from === socket || entry.packet.to === socket;
    case "call":
      return entry.socket === socket;
    case "return":
      return entry.of.socket === socket;
    case "state":
    case "queue":
      return entry.socket === socket;
    default:
      return false;
  }
}
