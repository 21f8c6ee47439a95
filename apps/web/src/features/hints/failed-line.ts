import type { RecordView } from "../../record/record-view.js";
import type { FailureRecord, Run } from "../runs/public.js";
import { causingCall } from "./failed-call.js";

/** The exception that ended the program; while it goes on, the first that ended a thread or a task. None where a person terminated it. */
export function decisiveFailure({ failures, state }: Run): FailureRecord | undefined {
  if (state.kind === "ended" && state.end.reason !== "exited") return undefined;
  const ended = failures.findLast(({ where }) => where === "main");
  const failure = ended ?? failures[0];
  return failure === undefined || failure.type === "KeyboardInterrupt" ? undefined : failure;
}

/** Where the program's text is to be marked as failed, and what with. */
export function failedLine(run: Run, view: RecordView): { line: number; label: string } | undefined {
  const failure = decisiveFailure(run);
  if (failure === undefined || run.pid === null) return undefined;
  const line = causingCall(failure, run.pid, view)?.call.source?.line ?? failure.lines.at(-1);
  return line === undefined ? undefined : { line, label: failure.errno ?? failure.type };
}
