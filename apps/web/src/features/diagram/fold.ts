import { type CommandName, isSameEndpoint, traitsOf } from "@sockpit/protocol";
import { type CallEntry, type Entry, isDropped, type PacketEntry } from "../../record/entry.js";

/** Calls and packets from which a run counts as bulk. Two or three messages and their answers stay as they are. */
export const FOLD_FROM = 40;

/** A pause after which a run is over where something else comes next: what a person can see as a pause. */
export const FOLD_PAUSE_US = 200_000;

/** A pause after which it is over also where the same goes on: a slow machine sends byte after byte slower than that. */
export const SAME_PAUSE_US = 2_000_000;

/** Notes that bulk data brings along, and that are nothing to stop at. */
const ordinaryNotes: ReadonlySet<string> = new Set(["window-update"]);

/** A run of data and acknowledgements of one connection, and the calls that move them: one row. */
export interface Fold {
  id: number;
  entries: Entry[];
  /** How many calls and packets there have been. */
  weight: number;
  /** Its first packet, which says between which ends it goes; null where it has none. */
  first: PacketEntry | null;
  packets: number;
  /** Its packets are datagrams of UDP, of which so many were dropped by their socket. */
  isDatagrams: boolean;
  dropped: number;
  /** Bytes of payload in the direction of its first packet, and in the other. */
  forthBytes: number;
  backBytes: number;
  calls: Map<CommandName, number>;
  isOpen: boolean;
}

/** What entries of a run have in common; null for an entry that belongs to no run. */
export function foldKey(entry: Entry, flowOfSocket: ReadonlyMap<string, string>): string | null {
  switch (entry.kind) {
    case "packet":
      return isPlain(entry) ? entry.flow : null;
    case "arrival":
      return entry.passage.fate === "delivered" ? foldKey(entry.of, flowOfSocket) : null;
    case "call":
      return callKey(entry, flowOfSocket);
    case "return":
      return callKey(entry.of, flowOfSocket);
    default:
      return null;
  }
}

export function newFold(first: Entry): Fold {
  return {
    id: first.seq,
    entries: [],
    weight: 0,
    first: null,
    packets: 0,
    isDatagrams: false,
    dropped: 0,
    forthBytes: 0,
    backBytes: 0,
    calls: new Map(),
    isOpen: false,
  };
}

export function addToFold(fold: Fold, entry: Entry): void {
  fold.entries.push(entry);
  if (entry.kind !== "return" && entry.kind !== "arrival") fold.weight += 1;
  if (entry.kind === "call") fold.calls.set(entry.command, (fold.calls.get(entry.command) ?? 0) + 1);
  if (entry.kind !== "packet") return;
  fold.first ??= entry;
  fold.packets += 1;
  const { tcp, udp } = entry.packet;
  fold.isDatagrams = udp !== undefined;
  if (udp !== undefined && isDropped(udp)) fold.dropped += 1;
  const bytes = tcp?.payloadBytes ?? udp?.payloadBytes ?? 0;
  if (isSameEndpoint(entry.packet.source, fold.first.packet.source)) fold.forthBytes += bytes;
  else fold.backBytes += bytes;
}

/** A run as far as it had come when an event was the newest. */
export function foldAt(fold: Fold, asOf: number): Fold {
  const [first] = fold.entries;
  if (first === undefined || (fold.entries.at(-1)?.seq ?? 0) <= asOf) return fold;
  const then = { ...newFold(first), id: fold.id, isOpen: fold.isOpen };
  for (const entry of fold.entries) if (entry.seq <= asOf) addToFold(then, entry);
  return then;
}

function callKey({ command, socket, pipe, end }: CallEntry, flowOfSocket: ReadonlyMap<string, string>) {
  const { sends, receives } = traitsOf(command);
  const movesData = sends !== undefined || receives !== undefined;
  if (!movesData || end?.outcome.kind === "failed") return null;
  if (socket === null) return pipe === null ? null : `pipe ${pipe}`;
  return flowOfSocket.get(socket) ?? `socket ${socket}`;
}

function isPlain({ packet: { tcp, udp, tls } }: PacketEntry): boolean {
  if (tcp === undefined) return udp !== undefined;
  if (tls?.records.some(({ name }) => name !== "ApplicationData")) return false;
  return (
    tcp.notes.every((note) => ordinaryNotes.has(note)) &&
    !tcp.flags.some((flag) => flag === "SYN" || flag === "FIN" || flag === "RST" || flag === "URG")
  );
}
