import { Suspense, useRef, useState } from "react";
import { useOpenEarlierRun } from "../features/earlier-runs/earlier-runs-context.js";
import { useProjectName } from "../features/projects/use-project-name.js";
import { GalleryDialog } from "../features/scenario/gallery/GalleryDialog.js";
import { RefusedNote } from "../features/scenario/open/RefusedNote.js";
import { OpenMomentContext } from "../features/scenario/open-moment-context.js";
import { ScenarioPane } from "../features/scenario/ScenarioPane.js";
import type { ScenarioSources } from "../features/scenario/save/new-scenario.js";
import { SaveDialog } from "../features/scenario/save/SaveDialog.js";
import { isScenarioFile } from "../features/scenario/scenario-file.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";
import { checkRunOf } from "./check-runs.js";
import { wordsOf } from "./scenario-page.js";

/** The project's scenario, and what opens others. */
export function ScenarioArea() {
  const { scenarios } = useApp();
  const dialog = useModel(scenarios.store, (state) => state.dialog);
  const openMoment = useOpenCheckedMoment();
  return (
    <OpenMomentContext value={openMoment}>
      <ScenarioPane />
      <RefusedNote />
      {dialog === "save" ? <SaveScenario onClose={() => scenarios.closeDialog()} /> : null}
      <Suspense>
        {dialog === "gallery" ? <GalleryDialog onClose={() => scenarios.closeDialog()} /> : null}
      </Suspense>
    </OpenMomentContext>
  );
}

/** A scenario of the lab as it is now: the newest run of the project's programs, and what was done by hand. */
function SaveScenario({ onClose }: { onClose(): void }) {
  const { programs, projects, files, runs, record, peers, scenarios } = useApp();
  const nameOf = useProjectName();
  const project = useModel(projects.store, (state) => state.current);
  const [sources] = useState((): ScenarioSources => {
    const open = peers.store.getState().peers?.store.getState().peers ?? [];
    return {
      programs: programs.store.getState().programs,
      files: files.all(),
      recorded: open.flatMap((peer) => (peer.kind === "console" ? [peer.model.recorded] : [])),
      events: [...record.record.events.list],
      wordsOf: (program) => wordsOf(program),
      countOf: (program) => runs.counts.of(program),
    };
  });
  if (project === null) return null;
  const keep = (file: string, text: string) => {
    for (const path of files.store.getState().files.keys()) if (isScenarioFile(path)) files.remove(path);
    files.upload(file, new TextEncoder().encode(text));
    scenarios.setShown(true);
  };
  return <SaveDialog title={nameOf(project)} sources={sources} onKeep={keep} onClose={onClose} />;
}

/** Shows what a check has recorded as an earlier run; one that is kept already is not kept twice. */
function useOpenCheckedMoment() {
  const { earlierRuns, programs, front } = useApp();
  const open = useOpenEarlierRun();
  const kept = useRef(new Map<string, string>());
  return (record: string, seq: number | undefined) => {
    const before = kept.current.get(record);
    const isKept = earlierRuns.store.getState().runs.some(({ id }) => id === before);
    const run = isKept ? undefined : checkRunOf(record, programs.store.getState().programs);
    if (run !== undefined) earlierRuns.keep(run);
    const id = run?.id ?? before ?? "";
    kept.current.set(record, id);
    open(id);
    front.show("diagram");
    if (seq !== undefined) earlierRuns.store.getState().opened?.models.moment.goTo(seq);
  };
}
