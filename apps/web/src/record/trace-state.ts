import type {
  CallError,
  CommandName,
  KernelSocket,
  ProcessEndReason,
  SourceLine,
  TracedParams,
  TracedResult,
} from "@sockpit/protocol";

import { noSocketPast, type SocketPast } from "./socket-past.js";

/** Calls that the page keeps; the oldest go first. A lab's trace holds no more of them. */
export const MAX_CALLS = 10_000;

/** Ended processes that the page keeps, so that their calls still have a name. */
export const MAX_PROCESSES = 1_000;

/** Where a call stands. `abandoned`: its process ended before the call did. */
type CallState =
  | { kind: "running" }
  | { kind: "blocked"; sinceUs: number }
  | { kind: "returned"; result: TracedResult; durationUs: number; blockedUs: number }
  | { kind: "failed"; error: CallError; durationUs: number; blockedUs: number }
  | { kind: "abandoned" };

export interface CallRecord {
  /** The call's number in its lab. */
  call: number;
  pid: number;
  command: CommandName;
  params: TracedParams;
  source: SourceLine | null;
  /** Microseconds since the lab was made. */
  startedAtUs: number;
  state: CallState;
  /** The kernel's cookie of the socket it was made on, where that was known. */
  socketId: string | null;
}

export interface ProcessRecord {
  pid: number;
  name: string;
  end: { status: number; reason: ProcessEndReason } | null;
  /** Its calls that wait in the kernel now, the longest first. */
  blockedCalls: readonly number[];
}

/** What is known of a lab after its events up to `seq`. Never changed in place. */
export interface TraceState {
  seq: number;
  /** The lab's clock at the newest event. */
  atUs: number;
  processes: ReadonlyMap<number, ProcessRecord>;
  /** By number, ascending. */
  calls: readonly CallRecord[];
  sockets: ReadonlyMap<string, KernelSocket>;
  /** The states that sockets went through, and those that are gone. */
  socketPast: SocketPast;
  /** The event up to which `sockets` was taken from the kernel as a whole. */
  socketsSeq: number;
  /** Events that were not understood, and dropped. */
  droppedEvents: number;
}

export const emptyTrace: TraceState = {
  seq: 0,
  atUs: 0,
  processes: new Map(),
  calls: [],
  sockets: new Map(),
  socketPast: noSocketPast,
  socketsSeq: 0,
  droppedEvents: 0,
};

/** Index of a call in `calls`, or of where it would stand. */
export function callIndex(calls: readonly CallRecord[], call: number): number {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((calls[middle]?.call ?? Number.POSITIVE_INFINITY) < call) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function findCall(calls: readonly CallRecord[], call: number): CallRecord | undefined {
  const found = calls[callIndex(calls, call)];
  return found?.call === call ? found : undefined;
}

/** A call's socket, where the kernel still has it. */
export function socketOfCall(trace: TraceState, call: CallRecord): KernelSocket | undefined {
  return call.socketId === null ? undefined : trace.sockets.get(call.socketId);
}

/** Whether a call has neither returned nor failed yet. */
export function isOpenCall(call: CallRecord): boolean {
  return call.state.kind === "running" || call.state.kind === "blocked";
}
