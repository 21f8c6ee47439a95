import type { CallError } from "@sockpit/protocol";
import type { RecordView } from "../../record/record-view.js";
import type { FailureRecord } from "../runs/public.js";
import type { FailedCall } from "./hint.js";

/** A program's newest calls that are looked through. What raised an exception is among the last; tidying up comes after it. */
const MAX_CALLS = 200;

/**
 * The socket call that raised an exception: the newest that failed with its error on a line of its traceback. Where the
 * standard library made the call on a way of its own (asyncio), the call that failed last. A failure that the program
 * has caught is on another line, and an exception that is no call's has no errno.
 */
export function causingCall(failure: FailureRecord, pid: number, view: RecordView): FailedCall | undefined {
  let newest: FailedCall | undefined;
  let hasFailed = false;
  let count = 0;
  for (const call of view.callsBackwards(pid)) {
    count += 1;
    if (count > MAX_CALLS) break;
    const state = view.stateOf(call);
    if (state.kind !== "failed") continue;
    const isSame = isSameError(failure, state.error);
    if (isSame && call.source !== null && failure.lines.includes(call.source.line))
      return { call, error: state.error };
    if (isSame && !hasFailed) newest = { call, error: state.error };
    hasFailed = true;
  }
  return newest;
}

function isSameError({ type, errno, message }: FailureRecord, error: CallError): boolean {
  switch (error.kind) {
    case "errno":
      return errno === error.errno;
    case "timeout":
      return type === "TimeoutError" && errno === null;
    default:
      return message.includes(error.message);
  }
}
