import type { CallEntry } from "../entry.js";
import type { CallEnds } from "./call-ends.js";
import type { Handlers, RecordParts } from "./handlers.js";

/** Calls, from the event that begins one to the one that ends it. */
export function callHandlers(
  { calls, processes, placement, joins, unixJoins, changes, push }: RecordParts,
  ends: CallEnds,
): Pick<Handlers, "callStarted" | "callBlocked" | "callEnded"> {
  return {
    callStarted: (event) => {
      const { seq, at, call, pid, command, params, source, socket } = event;
      const lane = placement.of(pid, seq);
      if (socket !== undefined) placement.own(socket, pid, event);
      const entry: CallEntry = {
        kind: "call",
        seq,
        at,
        call,
        pid,
        lane,
        slot: 0,
        command,
        params,
        source: source ?? null,
        socket: socket ?? null,
        pipe: unixJoins.pipeOf(event),
        made: null,
        blocked: null,
        cut: null,
        end: null,
        conditions: [],
        wokenBy: null,
        packets: [],
        takers: [],
        givers: [],
      };
      push(entry);
      calls.start(entry);
      processes.addCall(entry);
      joins.callStarted(entry);
      unixJoins.callStarted(entry);
      changes.apply(event, { kind: "call", call }, { call: entry });
    },

    callBlocked: (event) => {
      const call = calls.find(event.call);
      if (call !== undefined) call.blocked = { seq: event.seq, at: event.at };
      changes.apply(event, { kind: "call", call: event.call }, { call });
    },

    callEnded: (event) => {
      const call = calls.find(event.call);
      if (call !== undefined && call.end === null) ends.take(event, call);
      changes.apply(event, { kind: "call", call: event.call }, { call });
    },
  };
}
