import { Suspense, useRef } from "react";
import { useOpenEarlierRun } from "../features/earlier-runs/earlier-runs-context.js";
import { GalleryDialog } from "../features/scenario/gallery/GalleryDialog.js";
import { RefusedNote } from "../features/scenario/open/RefusedNote.js";
import { OpenMomentContext } from "../features/scenario/open-moment-context.js";
import { ScenarioPane } from "../features/scenario/ScenarioPane.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";
import { checkRunOf } from "./check-runs.js";

/** The project's scenario, and what opens others. */
export function ScenarioArea() {
  const { scenarios } = useApp();
  const dialog = useModel(scenarios.store, (state) => state.dialog);
  const openMoment = useOpenCheckedMoment();
  return (
    <OpenMomentContext value={openMoment}>
      <ScenarioPane />
      <RefusedNote />
      <Suspense>
        {dialog === "gallery" ? <GalleryDialog onClose={() => scenarios.closeDialog()} /> : null}
      </Suspense>
    </OpenMomentContext>
  );
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
