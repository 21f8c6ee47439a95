import { Suspense, useState } from "react";
import { LazyCodeEditor } from "../features/editor/LazyCodeEditor.js";
import type { LineMark } from "../features/editor/line-marks.js";
import { useMarkClock } from "../features/editor/use-mark-clock.js";
import { failedLine } from "../features/hints/failed-line.js";
import { ProgramHeader } from "../features/programs/ProgramHeader.js";
import { OutputPane } from "../features/runs/OutputPane.js";
import { pausedLineIn, type Run } from "../features/runs/run.js";
import { useShownRun, useStartNote } from "../features/runs/runner-context.js";
import { type Standing, standings } from "../features/runs/standing.js";
import { isStepsFile } from "../features/steps/run-steps.js";
import { useView } from "../features/time/moment-context.js";
import type { RecordView } from "../record/record-view.js";
import { keys } from "../shared/keys.js";
import { onDemand } from "../shared/on-demand.js";
import { Group, Panel } from "../shared/panels/Panels.js";
import type { Program } from "../shared/program.js";
import { Splitter } from "../shared/Splitter.js";
import type { Translate } from "../shared/translation.js";
import { useTranslation } from "../shared/translation-context.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";
import { ProgramHint } from "./ProgramHint.js";

const StepBar = onDemand(async () => (await import("../features/runs/StepBar.js")).StepBar);

/** One program: its state and buttons, its text, what it printed. */
export function ProgramPane({ program }: { program: Program }) {
  const { t } = useTranslation();
  const app = useApp();
  const run = useShownRun(program.id);
  const view = useView();
  const selected = useModel(app.selection.store, (state) => state.call);
  const reveal = useModel(app.selection.store, (state) =>
    state.reveal?.program === program.id ? state.reveal : null,
  );
  const pausedLine = useModel(app.runs.store, ({ runs }) => pausedLineIn(runs, program));
  const [hasHint, setHasHint] = useState(false);
  const hasNote = useStartNote(program.id) !== undefined;
  const breakpoints = useModel(app.breakpoints.store, () => app.breakpoints.of(program.id));
  const clock = useMarkClock();
  const unnamed = [
    ...standings(run, view).map((standing) => standingMark(standing, t)),
    ...pausedMarks(pausedLine, t),
    ...failedMarks(run, view),
    ...selectedMarks(program, view, { call: selected, programOfPid: (pid) => app.runner.programOfPid(pid) }),
  ];
  const marks = unnamed.map((mark) => ({ ...mark, name: t(`editor.marks.${mark.kind}`) }));

  return (
    <section
      className={hasHint ? "program program-with-hint" : "program"}
      aria-label={program.name}
      data-program={program.id}
      data-colour={program.colour}
      onFocus={() => {
        app.selection.useProgram(program.id);
        app.programs.show(program.id);
      }}
    >
      <ProgramHeader program={program} onBreakpoints={() => app.front.open("breakpoints")} />
      <Group orientation="vertical" className="program-body">
        <Panel defaultSize="62%" minSize={hasHint ? "24px" : "20%"} className="program-editor">
          <LazyCodeEditor
            label={t("editor.label", { name: program.name })}
            leaveHint={t("editor.leave", { keys: keys.leaveEditor })}
            isSteps={isStepsFile(program.name)}
            source={program.source}
            marks={marks}
            pid={run.pid}
            reveal={reveal}
            breakpoints={breakpoints}
            breakpointWords={{ enabled: t("editor.breakpoint"), disabled: t("editor.disabledBreakpoint") }}
            clock={clock}
            onReady={(editor) => app.editors.set(program.id, editor)}
            onPaste={(text, place) => app.edits.paste(program, text, place)}
            onChange={(source) => app.programs.setSource(program.id, source)}
            onBreakpointsChange={(changed) => app.setBreakpoints(program.id, changed)}
          />
        </Panel>
        <Suspense>
          {run.state.kind === "paused" ? <StepBar program={program} place={run.state.place} /> : null}
        </Suspense>
        <Suspense>
          <ProgramHint program={program} run={run} onPresence={setHasHint} />
        </Suspense>
        <Splitter between="codeAndOutput" of={program.name} />
        {/* What it printed last stays readable beside what is said of it. */}
        <Panel minSize={hasHint || hasNote ? "112px" : "15%"} className="program-output">
          <OutputPane program={program} onArguments={(text) => app.programs.setArguments(program.id, text)} />
        </Panel>
      </Group>
    </section>
  );
}

type UnnamedMark = Omit<LineMark, "name">;

function standingMark(standing: Standing, t: Translate): UnnamedMark {
  const { kind, line, what, threads, sinceUs } = standing;
  switch (kind) {
    case "paused":
      return { kind, line, label: t("editor.standsHere") };
    case "running":
      return { kind, line, label: t("editor.runsHere") };
    case "waiting": {
      const name = what === "lock" ? t("editor.waitsForThread") : `${what}()`;
      const label = threads === 1 ? name : `${threads} × ${name}`;
      return { kind, line, label, ...(sinceUs === null ? {} : { sinceUs }) };
    }
  }
}

/** Where a program is paused that imports this one. */
function pausedMarks(line: number | null, t: Translate): UnnamedMark[] {
  return line === null ? [] : [{ kind: "paused", line, label: t("editor.standsHere") }];
}

function failedMarks(run: Run, view: RecordView): UnnamedMark[] {
  const failed = failedLine(run, view);
  return failed === undefined ? [] : [{ ...failed, kind: "failed" }];
}

function selectedMarks(
  program: Program,
  view: RecordView,
  { call, programOfPid }: { call: number | null; programOfPid(pid: number): string | undefined },
): UnnamedMark[] {
  const selected = call === null ? undefined : view.findCall(call);
  if (!selected?.source || programOfPid(selected.pid) !== program.id) return [];
  return [{ line: selected.source.line, kind: "selected" }];
}
