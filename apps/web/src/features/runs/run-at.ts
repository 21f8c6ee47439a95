import type { ProgramEnd } from "@sockpit/python";
import type { ProcessThen } from "../../record/processes.js";
import type { RecordView } from "../../record/record-view.js";
import { outputAt } from "./output.js";
import { noRun, type Run, type RunState } from "./run.js";
import { waitsAt } from "./wait-record.js";

interface RunsThen {
  /** The program's latest run. */
  run: Run;
  /** Runs before the latest, by process. */
  earlierRuns: ReadonlyMap<number, Run>;
  /** What was known of the lab at the moment. */
  view: RecordView;
  atUs: number;
}

/** A program's run as it was at a moment of the past. `isOwn`: whether a process is its own. */
export function runAt({ run, earlierRuns, view, atUs }: RunsThen, isOwn: (pid: number) => boolean): Run {
  const process = view.processes.findLast(({ pid }) => isOwn(pid));
  if (process === undefined) return noRun;
  const { pid } = process;
  const known = run.pid === pid ? run : earlierRuns.get(pid);
  const output = known === undefined ? noRun.output : outputAt(known.output, atUs);
  // A thread in a call waits for nothing else. When other waits began is known less exactly: their program reports them by itself.
  const inCall = new Set(view.openCalls(pid).map(({ source }) => source?.thread ?? null));
  const waits = waitsAt(known?.waits ?? [], atUs).filter(
    ({ toUs, thread }) => toUs !== null || !inCall.has(thread),
  );
  const failures = (known?.failures ?? []).filter((failure) => failure.atUs <= atUs);
  return { ...noRun, pid, hasStarted: true, state: stateOf(process, known), output, waits, failures };
}

function stateOf({ end }: ProcessThen, known: Run | undefined): RunState {
  if (end === null) return { kind: "running" };
  if (known?.state.kind === "ended") return known.state;
  return { kind: "ended", end: { status: end.status, reason: endReasons[end.reason] } };
}

const endReasons = {
  exited: "exited",
  killed: "terminated",
  disconnected: "lost",
  labClosed: "lost",
} as const satisfies Record<NonNullable<ProcessThen["end"]>["reason"], ProgramEnd["reason"]>;
