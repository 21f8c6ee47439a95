import { Suspense } from "react";
import { LazyFilesPanel } from "../features/files/LazyFilesPanel.js";
import { AddProgramMenu } from "../features/programs/AddProgramMenu.js";
import { ProgramTabs } from "../features/programs/ProgramTabs.js";
import { usePrograms } from "../features/programs/programs-context.js";
import { EmptyProject } from "../features/projects/EmptyProject.js";
import { ScenarioMenu } from "../features/scenario/ScenarioMenu.js";
import { onDemand } from "../shared/on-demand.js";
import { useTranslation } from "../shared/translation-context.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";
import { ProgramPane } from "./ProgramPane.js";

const EarlierPrograms = onDemand(
  async () => (await import("../features/earlier-runs/EarlierPrograms.js")).EarlierPrograms,
);

const HostGroups = onDemand(async () => (await import("../features/programs/HostGroups.js")).HostGroups);

/** The programs of the page: two with a pane each, the others one key away. */
export function ProgramsPane() {
  const isEarlier = useModel(useApp().earlierRuns.store, ({ opened }) => opened !== null);
  return <Suspense>{isEarlier ? <EarlierPrograms /> : <PresentPrograms />}</Suspense>;
}

function PresentPrograms() {
  const { t } = useTranslation();
  const app = useApp();
  const programs = usePrograms();
  const shown = useModel(app.programs.store, (state) => state.shown);
  const panes = programs.filter(({ id }) => shown.includes(id));
  const hosts = useModel(app.session.store, ({ lab }) => lab?.hosts);
  const hasTabs = programs.length > panes.length;
  return (
    <div className="programs">
      <div className="programs-header">
        <h2>{t("programs.title")}</h2>
        <span className="pane-note">{programs.length}</span>
        <span className="spacer" />
        <ScenarioMenu />
        <AddProgramMenu />
      </div>
      {hosts === undefined ? (
        hasTabs && <ProgramTabs />
      ) : (
        <Suspense fallback={hasTabs && <ProgramTabs />}>
          <HostGroups hosts={hosts} />
        </Suspense>
      )}
      {panes.map((program) => (
        <ProgramPane key={app.programs.paneKey(program.id)} program={program} />
      ))}
      {programs.length === 0 ? <EmptyProject /> : null}
      <LazyFilesPanel programs={programs} />
    </div>
  );
}
