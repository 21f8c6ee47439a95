import type { CallEnds } from "./call-ends.js";
import type { Handlers, RecordParts } from "./handlers.js";

/** Programs: where they stand, what they print and look up. */
export function processHandlers(
  { calls, processes, runs, placement, changes, push }: RecordParts,
  ends: CallEnds,
): Pick<Handlers, "processStarted" | "processEnded" | "output" | "lookup"> {
  return {
    processStarted: ({ seq, at, pid, name, host = null }) => {
      const lane = placement.start(pid, { name, host }, seq);
      processes.start(pid, name, { seq, at });
      runs.started(pid, { seq, at });
      push({ kind: "process", seq, at, lane, pid, name, end: null });
    },

    processEnded: (event) => {
      const { seq, at, pid, status, reason } = event;
      for (const call of calls.open.values()) {
        if (call.pid !== pid) continue;
        const blockedUs = call.blocked === null ? 0 : at - call.blocked.at;
        const isLost = reason === "disconnected" || reason === "labClosed";
        const outcome = { kind: isLost ? ("lost" as const) : ("abandoned" as const) };
        ends.end(call, { seq, at, durationUs: at - call.at, blockedUs, outcome, hasRow: false });
      }
      const lane = placement.end(pid, seq);
      const name = placement.lanes[lane]?.name ?? "";
      processes.end(pid, { seq, at, status, reason });
      runs.ended(pid, { seq, at });
      push({ kind: "process", seq, at, lane, pid, name, end: { status, reason } });
      changes.apply(event, { kind: "processEnd", pid });
    },

    output: ({ seq, at, pid, stream, text }) =>
      push({ kind: "output", seq, at, lane: placement.of(pid, seq), pid, stream, text }),

    lookup: (lookup) => {
      const { seq, at, pid } = lookup;
      push({ kind: "lookup", seq, at, lane: placement.of(pid, seq), lookup });
    },
  };
}
