import type { Entry } from "../../record/entry.js";
import { entryText } from "../../record/entry-text.js";

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

function isOfKinds(entry: Entry, kinds: ReadonlySet<EntryKind>): boolean {
  switch (entry.kind) {
    case "call":
    case "return":
    case "lookup":
      return kinds.has("calls");
    case "packet":
    case "arrival":
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
  if (entry.kind === "arrival") return touchesLane(entry.of, lane);
  if (entry.kind === "packet") return entry.fromLane === lane || entry.toLane === lane;
  return entry.kind === "loss" || entry.lane === lane;
}

function touchesSocket(entry: Entry, socket: string): boolean {
  switch (entry.kind) {
    case "packet":
      return entry.packet.from === socket || entry.packet.to === socket;
    case "arrival":
      return touchesSocket(entry.of, socket);
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
