import { type LabEventOf, openedDescriptors } from "@sockpit/protocol";
import { NOTEWORTHY_US } from "../../shared/format/format-duration.js";
import { backlogOf } from "../calls.js";
import type { CallEntry, CallOutcome } from "../entry.js";
import type { RecordParts } from "./handlers.js";

/** Ends of calls: those that returned or failed, and those whose process ended before them. */
export class CallEnds {
  readonly #parts: RecordParts;

  constructor(parts: RecordParts) {
    this.#parts = parts;
  }

  /** `made`: the socket that the call gave its program. */
  end(call: CallEntry, end: NonNullable<CallEntry["end"]>, made: string | null = null): void {
    const { calls, joins, unixJoins } = this.#parts;
    call.end = end;
    calls.end(call);
    joins.callEnded(call, made);
    unixJoins.callEnded(call, made);
  }

  take(event: LabEventOf<"callEnded">, call: CallEntry): void {
    const { placement, entries, sockets, push, callFailed } = this.#parts;
    const { seq, at, durationUs, blockedUs, result, error, command } = event;
    const made = event.socket ?? null;
    if (made !== null)
      placement.own(made, call.pid, { seq, at, fd: result && openedDescriptors(command, result)[0] });
    const outcome: CallOutcome =
      error === undefined ? { kind: "returned", result: result ?? {} } : { kind: "failed", error };
    const hasRow = entries.at(-1) !== call || blockedUs >= NOTEWORTHY_US;
    this.end(call, { seq, at, durationUs, blockedUs, outcome, hasRow }, made);
    call.made = made;
    call.conditions = event.conditions ?? [];
    call.socket ??= made;
    const backlog = backlogOf(call);
    if (backlog !== undefined && call.socket !== null) sockets.touch(call.socket, seq).backlog ??= backlog;
    if (hasRow) push({ kind: "return", seq, at, lane: call.lane, of: call });
    if (error !== undefined) callFailed(call);
  }
}
