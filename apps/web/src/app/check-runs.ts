import { LabEvent, type LabEventOf } from "@sockpit/protocol";
import type { EarlierRun } from "../features/earlier-runs/earlier-run.js";
import { copyNumbers, nameOfProcess, runId } from "../features/runs/copies.js";
import { appendOutput } from "../features/runs/output.js";
import { noRun, type Run } from "../features/runs/run.js";
import { newId } from "../shared/new-id.js";
import type { Program } from "../shared/program.js";

/** What a check has recorded of a lab, as a run that can be looked at. */
export function checkRunOf(record: string, programs: readonly Program[]): EarlierRun {
  const events = record.split("\n").flatMap((line) => (line === "" ? [] : (parsed(line) ?? [])));
  const runs = new Map<string, Run>();
  const runOfPid = new Map<number, string>();
  for (const event of events) {
    if (event.event === "processStarted") {
      const program = programs.find(({ name }) => name === nameOfProcess(event.name));
      const id = copyNumbers
        .map((copy) => runId(program?.id ?? event.name, copy))
        .find((each) => !runs.has(each));
      if (id === undefined) continue;
      runOfPid.set(event.pid, id);
      runs.set(id, { ...noRun, pid: event.pid, hasStarted: true, state: { kind: "running" } });
    } else if (event.event === "processEnded" || event.event === "output") {
      const id = runOfPid.get(event.pid) ?? "";
      const run = runs.get(id);
      if (run !== undefined) runs.set(id, after(run, event));
    }
  }
  return {
    id: newId(),
    endedMs: Date.now(),
    how: "check",
    lab: null,
    events,
    programs,
    runs: { runs, runOfPid, earlierRuns: new Map() },
  };
}

function after(run: Run, event: LabEventOf<"processEnded"> | LabEventOf<"output">): Run {
  if (event.event === "processEnded")
    return { ...run, state: { kind: "ended", end: { status: event.status, reason: "exited" } } };
  const { stream, text, at } = event;
  return { ...run, output: appendOutput(run.output, [{ source: stream, text, atUs: at }]) };
}

function parsed(line: string): LabEvent | undefined {
  return LabEvent.safeParse(JSON.parse(line)).data;
}
