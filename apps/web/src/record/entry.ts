import type {
  CallConditionKind,
  CallError,
  CommandName,
  LabEventOf,
  ProcessEndReason,
  SocketState,
  SocketTimer,
  SourceLine,
  TracedParams,
  TracedResult,
} from "@sockpit/protocol";
import { formatEndpoint } from "@sockpit/protocol";
import { isPast, type Moment } from "./moment.js";
import type { HeldOnWire, WirePassage } from "./wire-passage.js";

/** A packet as the lab captured it. */
export type PacketEvent = LabEventOf<"packet">;

export type CallOutcome =
  | { kind: "returned"; result: TracedResult }
  | { kind: "failed"; error: CallError }
  | { kind: "abandoned" }
  | { kind: "lost" };

export interface CallEnd extends Moment {
  durationUs: number;
  blockedUs: number;
  outcome: CallOutcome;
  /** Whether the end has a row of its own: something happened since the start, or it waited noticeably. */
  hasRow: boolean;
}

/** A call, from the event that began it. It is completed in place as more becomes known. */
export interface CallEntry extends Moment {
  kind: "call";
  call: number;
  pid: number;
  lane: number;
  /** Calls of one lane that overlap (threads) stand side by side: 0 is nearest. */
  slot: number;
  command: CommandName;
  params: TracedParams;
  source: SourceLine | null;
  /** The kernel's cookie of its socket, where it is known. */
  socket: string | null;
  /** The call that made the pipe on which it is made. */
  pipe: number | null;
  /** The cookie of the socket that it gave its program. */
  made: string | null;
  /** When it began to wait for the kernel. */
  blocked: Moment | null;
  /** Since when there is no connection over which it could return; null while there is. */
  cut: Moment | null;
  end: CallEnd | null;
  /** Conditions of the lab that changed it: what it did is not the kernel's doing alone. */
  conditions: readonly CallConditionKind[];
  /** The first packet that came while it ran and that it took, by its number. */
  wokenBy: number | null;
  /** Packets that it sent or that it waited for, by their numbers; the first few. */
  packets: number[];
  /** Calls on the other end of its Unix socket or pipe, which has no packets: the first few that took what it sent, by their numbers. */
  takers: number[];
  /** The first few that sent what it took. */
  givers: number[];
}

/** The end of a call, where it happens. The call is kept as long as this is. */
export interface ReturnEntry extends Moment {
  kind: "return";
  lane: number;
  of: CallEntry;
}

export interface PacketEntry extends Moment {
  kind: "packet";
  packet: PacketEvent;
  fromLane: number;
  toLane: number;
  /** The same for both directions of one connection. */
  flow: string;
  /** The number of the call that made the kernel send it, which may no longer be kept. */
  cause: number | null;
  /** The number of the call that it let return. */
  effect: number | null;
  /** For an ICMP error: the number of the datagram that it is about, whose `error` it is. */
  about: number | null;
  error: number | null;
  /** Of a segment that was sent again: the number of the one that was sent first, which may no longer be kept. */
  original: number | null;
  /** Of one that was sent first: the numbers of the first few that repeat it. */
  repeats: readonly number[];
  /** Of a lab with a wire: where it stopped on it, and how it left it, in the order in which that came. One without is on it. */
  held: HeldOnWire | null;
  passages: readonly WirePassage[];
}

/** A packet left the wire: with its event, which has a row of its own where that is not seen in the row in which it was sent. */
export interface ArrivalEntry extends Moment {
  kind: "arrival";
  of: PacketEntry;
  passage: WirePassage;
}

/** Why the kernel changed a socket. `look`: not known, it was seen when the kernel was asked. */
export type ChangeCause =
  | { kind: "call"; call: number }
  | { kind: "packet"; packet: number }
  | { kind: "processEnd"; pid: number }
  | { kind: "timer"; timer: SocketTimer }
  | { kind: "look" };

/** A socket came into a state. */
export interface StateEntry extends Moment {
  kind: "state";
  lane: number;
  pid: number;
  socket: string;
  fd: number | null;
  state: SocketState;
  before: SocketState | null;
  cause: ChangeCause;
}

/** A listening socket's accept queue grew or shrank. */
export interface QueueEntry extends Moment {
  kind: "queue";
  lane: number;
  socket: string;
  length: number;
  /** Connections for which it has room: the backlog and one more, as Linux counts. Null where that is not known. */
  capacity: number | null;
  hasGrown: boolean;
  cause: ChangeCause;
}

export interface OutputEntry extends Moment {
  kind: "output";
  lane: number;
  pid: number;
  stream: "stdout" | "stderr";
  text: string;
}

/** A program looked a name up, by itself. */
export interface LookupEntry extends Moment {
  kind: "lookup";
  lane: number;
  lookup: LabEventOf<"lookup">;
}

export interface ProcessEntry extends Moment {
  kind: "process";
  lane: number;
  pid: number;
  name: string;
  /** Null where the process began. */
  end: { status: number; reason: ProcessEndReason } | null;
}

/** Packets that the lab could not keep. */
export interface LossEntry extends Moment {
  kind: "loss";
  dropped: number;
}

/** One thing that the diagram has a row for. */
export type Entry =
  | CallEntry
  | ReturnEntry
  | PacketEntry
  | ArrivalEntry
  | StateEntry
  | QueueEntry
  | OutputEntry
  | LookupEntry
  | ProcessEntry
  | LossEntry;

/** Where a call stands. `abandoned`: its process ended before the call did. `lost`: the connection to the lab did. */
export type CallState =
  | { kind: "running" }
  | { kind: "blocked"; sinceUs: number }
  | { kind: "returned"; result: TracedResult; durationUs: number; blockedUs: number }
  | { kind: "failed"; error: CallError; durationUs: number; blockedUs: number }
  | { kind: "abandoned" }
  | { kind: "lost" };

/** Where a call stood when the event `asOf` was the newest. */
export function callStateAt({ blocked, cut, end }: CallEntry, asOf: number): CallState {
  if (end !== null && isPast(end, asOf)) {
    const { outcome, durationUs, blockedUs } = end;
    const hasResult = outcome.kind === "returned" || outcome.kind === "failed";
    return hasResult ? { ...outcome, durationUs, blockedUs } : outcome;
  }
  if (isPast(cut, asOf)) return { kind: "lost" };
  if (blocked !== null && isPast(blocked, asOf)) return { kind: "blocked", sinceUs: blocked.at };
  return { kind: "running" };
}

/** Changes with what is known of a call, which is completed in place. */
export function callStamp({ blocked, cut, end }: CallEntry): string {
  return `${blocked?.seq ?? ""} ${cut === null ? "" : "cut"} ${end?.seq ?? ""}`;
}

/** Whether a call had neither returned nor failed yet. */
export function isOpenAt(call: CallEntry, asOf: number): boolean {
  return !isPast(call.end, asOf);
}

/** Whether a datagram's socket had no room for it. */
export function isDropped({ notes = [] }: NonNullable<PacketEvent["udp"]>): boolean {
  return notes.includes("receive-queue-full");
}

/** One name for a connection, whichever way its packet goes. */
export function flowOf({ protocol, source, destination }: PacketEvent): string {
  const ends = [source, destination].map(formatEndpoint);
  return [protocol, ...ends.sort()].join(" ");
}
