import type {
  CallError,
  CommandName,
  LabEventOf,
  ProcessEndReason,
  SocketState,
  SourceLine,
  TracedParams,
  TracedResult,
} from "@sockpit/protocol";

/** A packet as the lab captured it. */
export type PacketEvent = LabEventOf<"packet">;

interface Moment {
  /** The event's number in its lab: what everything in the diagram is ordered and found by. */
  seq: number;
  /** Microseconds since the lab was made. */
  at: number;
}

type CallOutcome =
  | { kind: "returned"; result: TracedResult }
  | { kind: "failed"; error: CallError }
  | { kind: "abandoned" };

interface CallEnd extends Moment {
  durationUs: number;
  blockedUs: number;
  outcome: CallOutcome;
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
  /** When it began to wait for the kernel. */
  blocked: Moment | null;
  end: CallEnd | null;
  /** Packets that it sent or that it waited for; the first few. */
  packets: PacketEntry[];
  /** Calls on the other end of its Unix socket, which has no packets: the first few that took what it sent. */
  takers: CallEntry[];
  /** The first few that sent what it took. */
  givers: CallEntry[];
}

/** The end of a call that waited, told where it happens. */
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
  /** The call that made the kernel send it. */
  cause: CallEntry | null;
  /** The call that it let return. */
  effect: CallEntry | null;
  /** For an ICMP error: the datagram that it is about, whose `error` it is. */
  about: PacketEntry | null;
  error: PacketEntry | null;
}

/** A socket came into a state. */
export interface StateEntry extends Moment {
  kind: "state";
  lane: number;
  socket: string;
  fd: number | null;
  state: SocketState;
  before: SocketState | null;
}

/** A listening socket's accept queue grew or shrank. */
export interface QueueEntry extends Moment {
  kind: "queue";
  lane: number;
  socket: string;
  length: number;
  limit: number;
  hasGrown: boolean;
}

export interface OutputEntry extends Moment {
  kind: "output";
  lane: number;
  pid: number;
  stream: "stdout" | "stderr";
  text: string;
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
  | StateEntry
  | QueueEntry
  | OutputEntry
  | ProcessEntry
  | LossEntry;

/** A call as it stood when the event `asOf` was the newest; null is now. */
export function callStateAt(call: CallEntry, asOf: number | null): "running" | "blocked" | "ended" {
  const isPast = (moment: Moment | null) => moment !== null && (asOf === null || moment.seq <= asOf);
  if (isPast(call.end)) return "ended";
  return isPast(call.blocked) ? "blocked" : "running";
}
