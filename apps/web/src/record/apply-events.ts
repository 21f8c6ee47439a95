import type { KernelSocket, LabEvent, LabEventName, LabEventOf } from "@sockpit/protocol";
import { TraceDraft } from "./trace-draft.js";
import { isOpenCall, type TraceState } from "./trace-state.js";

type Handlers = { [N in LabEventName]: (draft: TraceDraft, event: LabEventOf<N>) => void };

const handlers: Handlers = {
  processStarted(draft, { pid, name }) {
    draft.putProcess({ pid, name, end: null, blockedCalls: [] });
  },

  processEnded(draft, { pid, status, reason }) {
    draft.changeProcess(pid, () => ({ end: { status, reason }, blockedCalls: [] }));
    for (const call of draft.calls) {
      if (call.pid === pid && isOpenCall(call))
        draft.changeCall(call.call, () => ({ state: { kind: "abandoned" } }));
    }
  },

  callStarted(draft, { call, pid, command, params, source, socket, at }) {
    draft.putCall({
      call,
      pid,
      command,
      params,
      source: source ?? null,
      startedAtUs: at,
      state: { kind: "running" },
      socketId: socket ?? null,
    });
  },

  callBlocked(draft, { call, pid, at }) {
    draft.changeCall(call, () => ({ state: { kind: "blocked", sinceUs: at } }));
    draft.changeProcess(pid, ({ blockedCalls }) => ({
      blockedCalls: [...blockedCalls.filter((other) => other !== call), call],
    }));
  },

  callEnded(draft, { call, pid, durationUs, blockedUs, result, error, socket }) {
    const took = { durationUs, blockedUs };
    draft.changeCall(call, ({ socketId }) => ({
      state:
        error === undefined
          ? { kind: "returned", result: result ?? {}, ...took }
          : { kind: "failed", error, ...took },
      socketId: socketId ?? socket ?? null,
    }));
    draft.changeProcess(pid, ({ blockedCalls }) =>
      blockedCalls.includes(call) ? { blockedCalls: blockedCalls.filter((other) => other !== call) } : {},
    );
  },

  // The page shows what its own programs print as they print it: models/runs/output.ts.
  output() {},

  socketChanged(draft, { socket }) {
    if (!draft.isBeforeSockets) draft.putSocket(socket);
  },

  socketGone(draft, { id }) {
    if (!draft.isBeforeSockets) draft.removeSocket(id);
  },

  /** The list of calls has no place for packets. */
  packet() {},
  captureDropped() {},

  timerExpired() {},
  viewCorrected() {},
};

/**
 * The trace after these events. Those already seen are passed over, so a replay may overlap; one that
 * is not understood is dropped and counted, and harms nothing else.
 */
export function applyEvents(trace: TraceState, events: readonly LabEvent[]): TraceState {
  const draft = new TraceDraft(trace);
  for (const event of events) {
    if (event.seq <= draft.seq) continue;
    draft.seq = event.seq;
    draft.atUs = Math.max(draft.atUs, event.at);
    if (!applyEvent(draft, event)) draft.droppedEvents += 1;
  }
  return draft.finish();
}

function applyEvent(draft: TraceDraft, event: LabEvent): boolean {
  if (!Object.hasOwn(handlers, event.event)) return false;
  // The table is typed by name; the compiler cannot see that name and event belong together.
  const handler = handlers[event.event] as (draft: TraceDraft, event: LabEvent) => void;
  try {
    handler(draft, event);
    return true;
  } catch {
    return false;
  }
}

/** The trace with the sockets that the kernel had when the event `seq` was the newest. */
export function withSockets(trace: TraceState, sockets: readonly KernelSocket[], seq: number): TraceState {
  return { ...trace, sockets: new Map(sockets.map((socket) => [socket.id, socket])), socketsSeq: seq };
}

/** The trace without the calls that are over. */
export function withoutEndedCalls(trace: TraceState): TraceState {
  return { ...trace, calls: trace.calls.filter(isOpenCall) };
}
