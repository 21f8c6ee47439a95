import type { CommandName } from "@sockpit/protocol";
import { KILLED_STATUS, type ProgramEnd } from "@sockpit/python";
import type { RecordView } from "../../record/record-view.js";
import type { PythonState } from "./python-engine.js";
import { isActive, type Run } from "./run.js";
import type { StartNote } from "./run-all.js";

/** A program's state in a person's words. */
export type ProgramStatus =
  | { kind: "ready" }
  | { kind: "queued" }
  | { kind: "waitingForServer" }
  | { kind: "held" }
  | { kind: "module" }
  | { kind: "waitingForLab" }
  | { kind: "waitingForPython" }
  | { kind: "running" }
  | { kind: "blocked"; command: CommandName; sinceUs: number }
  | { kind: "waitingInput" }
  | { kind: "standing"; line: number }
  | { kind: "stopping" }
  | { kind: "ended"; status: number }
  | { kind: "terminated" }
  /** By SIGKILL: with the status that a shell gives. */
  | { kind: "killed"; status: number }
  | { kind: "lost" }
  | { kind: "notStarted" };

interface StatusInput {
  run: Run;
  view: RecordView;
  python: PythonState;
  isLabOpen: boolean;
  /** Whether "run all" is about to start it. */
  isQueued: boolean;
  /** Why it has not done so. */
  note: StartNote | undefined;
}

/** Joins what the interpreter says of a program with what the kernel says of its process. */
export function programStatus(input: StatusInput): ProgramStatus {
  const { run, view, python, isLabOpen, isQueued, note } = input;
  if (note !== undefined && !isActive(run)) return { kind: statusOfNote[note.kind] };
  if (isQueued && !isActive(run)) return { kind: "queued" };
  switch (run.state.kind) {
    case "idle":
      return { kind: "ready" };
    case "waiting":
      if (!isLabOpen) return { kind: "waitingForLab" };
      return python.kind === "ready" ? { kind: "running" } : { kind: "waitingForPython" };
    case "running":
      if (!isLabOpen) return { kind: "lost" };
      return blockedStatus(run, view) ?? { kind: "running" };
    case "waitingInput":
      return { kind: "waitingInput" };
    case "paused":
      return { kind: "standing", line: run.state.place.line };
    case "stopping":
      return { kind: "stopping" };
    case "ended":
      return endedStatus(run, run.state.end);
  }
}

const statusOfNote = {
  waiting: "waitingForServer",
  serverEnded: "held",
  module: "module",
} as const satisfies Record<StartNote["kind"], ProgramStatus["kind"]>;

function blockedStatus({ pid }: Run, view: RecordView): ProgramStatus | undefined {
  const [call] = pid === null ? [] : view.blockedCalls(pid);
  if (call === undefined || call.blocked === null) return undefined;
  return { kind: "blocked", command: call.command, sinceUs: call.blocked.at };
}

function endedStatus({ hasStarted }: Run, { reason, status }: ProgramEnd): ProgramStatus {
  if (reason === "terminated")
    return status === KILLED_STATUS ? { kind: "killed", status } : { kind: "terminated" };
  if (reason === "lost") return { kind: hasStarted ? "lost" : "notStarted" };
  return { kind: "ended", status };
}
