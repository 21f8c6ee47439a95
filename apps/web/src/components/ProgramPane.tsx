import { useTranslation } from "react-i18next";
import { Group, Panel } from "react-resizable-panels";
import { findHint, type Hint } from "../models/hints.js";
import type { Program } from "../models/programs/program.js";
import type { Run } from "../models/runs/run.js";
import { findCall, type TraceState } from "../models/trace/trace-state.js";
import { useApp, useModel, useShownRun, useTrace } from "./app-context.js";
import type { LineMark } from "./editor/line-marks.js";
import { HintCard } from "./HintCard.js";
import { LazyCodeEditor } from "./LazyCodeEditor.js";
import { OutputPane } from "./OutputPane.js";
import { ProgramHeader } from "./ProgramHeader.js";
import { Splitter } from "./Splitter.js";
import { StepBar } from "./StepBar.js";

/** One program: its state and buttons, its text, what it printed. */
export function ProgramPane({ program }: { program: Program }) {
  const { t } = useTranslation();
  const app = useApp();
  const run = useShownRun(program.id);
  const trace = useTrace((state) => state);
  const selected = useModel(app.selection.store, (state) => state.call);
  const reveal = useModel(app.selection.store, (state) =>
    state.reveal?.program === program.id ? state.reveal : null,
  );
  const hint = findHint(run, trace);
  const breakpoints = useModel(app.breakpoints.store, (state) => state.lines.get(program.id)) ?? noLines;
  const marks = [
    ...stoppedMarks(program, run, t("program.standsHere")),
    ...waitingMarks(run, trace, (command) => t("program.waitsHere", { command })),
    ...failedMarks(hint),
    ...selectedMarks(program, trace, { call: selected, programOfPid: (pid) => app.programOfPid(pid) }),
  ];

  return (
    <section
      className="program"
      aria-label={program.name}
      data-program={program.id}
      data-colour={program.colour}
      onFocus={() => {
        app.selection.useProgram(program.id);
        app.programs.show(program.id);
      }}
    >
      <ProgramHeader program={program} />
      <Group orientation="vertical" className="program-body">
        <Panel defaultSize="62%" minSize="20%" className="program-editor">
          <LazyCodeEditor
            label={t("program.editor", { name: program.name })}
            source={program.source}
            marks={marks}
            reveal={reveal}
            breakpoints={breakpoints}
            onChange={(source) => app.programs.setSource(program.id, source)}
            onBreakpointsChange={(lines) => app.setBreakpoints(program.id, lines)}
          />
        </Panel>
        {run.state.kind === "stopped" ? <StepBar program={program} place={run.state.place} /> : null}
        <Splitter />
        <Panel minSize="15%" className="program-output">
          <OutputPane program={program}>
            {hint === undefined ? null : <HintCard hint={hint} program={program} />}
          </OutputPane>
        </Panel>
      </Group>
    </section>
  );
}

const noLines: readonly number[] = [];

/** The line before which the program stands still, where that is in its own file. */
function stoppedMarks(program: Program, run: Run, label: string): LineMark[] {
  if (run.state.kind !== "stopped" || run.state.place.file !== program.name) return [];
  return [{ line: run.state.place.line, kind: "stopped", label }];
}

function waitingMarks(run: Run, trace: TraceState, label: (command: string) => string): LineMark[] {
  const blocked = run.pid === null ? undefined : trace.processes.get(run.pid)?.blockedCalls;
  return (blocked ?? []).flatMap((number) => {
    const call = findCall(trace.calls, number);
    if (call === undefined || call.source === null) return [];
    return [{ line: call.source.line, kind: "waiting" as const, label: label(call.command) }];
  });
}

function failedMarks(hint: Hint | undefined): LineMark[] {
  if (hint === undefined || hint.call.source === null || hint.call.state.kind !== "failed") return [];
  const { error } = hint.call.state;
  const label = error.kind === "errno" ? error.errno : error.message;
  return [{ line: hint.call.source.line, kind: "failed", label }];
}

function selectedMarks(
  program: Program,
  trace: TraceState,
  { call, programOfPid }: { call: number | null; programOfPid(pid: number): string | undefined },
): LineMark[] {
  const record = call === null ? undefined : findCall(trace.calls, call);
  if (record === undefined || record.source === null || programOfPid(record.pid) !== program.id) return [];
  return [{ line: record.source.line, kind: "selected" }];
}
