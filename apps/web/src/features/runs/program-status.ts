import type { CommandName } from "@sockpit/protocol";
import type { ProgramEnd } from "@sockpit/python";
import { findCall, type TraceState } from "../../record/trace-state.js";
import type { PythonState } from "./python-engine.js";
import { isActive, type Run } from "./run.js";

/** A program's state as a person is told it. */
export type ProgramStatus =
  | { kind: "ready" }
  | { kind: "queued" }
  | { kind: "waitingForLab" }
  | { kind: "waitingForPython" }
  | { kind: "running" }
  | { kind: "blocked"; command: CommandName; sinceUs: number }
  | { kind: "waitingInput" }
  | { kind: "standing"; line: number }
  | { kind: "stopping" }
  | { kind: "ended"; status: number }
  | { kind: "stopped" }
  | { kind: "lost" }
  | { kind: "notStarted" };

interface StatusInput {
  run: Run;
  trace: TraceState;
  python: PythonState;
  isLabOpen: boolean;
  /** Whether "run all" is about to start it. */
  isQueued: boolean;
}

/** Joins what the interpreter says of a program with what the kernel says of its process. */
export function programStatus({ run, trace, python, isLabOpen, isQueued }: StatusInput): ProgramStatus {
  if (isQueued && !isActive(run)) return { kind: "queued" };
  switch (run.state.kind) {
    case "idle":
      return { kind: "ready" };
    case "waiting":
      if (!isLabOpen) return { kind: "waitingForLab" };
      return python.kind === "ready" ? { kind: "running" } : { kind: "waitingForPython" };
    case "running":
      return blockedStatus(run, trace) ?? { kind: "running" };
    case "waitingInput":
      return { kind: "waitingInput" };
    case "stopped":
      return { kind: "standing", line: run.state.place.line };
    case "stopping":
      return { kind: "stopping" };
    case "ended":
      return endedStatus(run, run.state.end);
  }
}

function blockedStatus({ pid }: Run, trace: TraceState): ProgramStatus | undefined {
  const waiting = pid === null ? undefined : trace.processes.get(pid)?.blockedCalls[0];
  const call = waiting === undefined ? undefined : findCall(trace.calls, waiting);
  if (call?.state.kind !== "blocked") return undefined;
  return { kind: "blocked", command: call.command, sinceUs: call.state.sinceUs };
}

function endedStatus({ hasStarted }: Run, { reason, status }: ProgramEnd): ProgramStatus {
  if (reason === "stopped") return { kind: "stopped" };
  if (reason === "lost") return { kind: hasStarted ? "lost" : "notStarted" };
  return { kind: "ended", status };
}
