import type { ReactNode } from "react";
import { DiagramContext } from "../features/diagram/diagram-context.js";
import { EarlierRunsContext } from "../features/earlier-runs/earlier-runs-context.js";
import { FilesContext } from "../features/files/files-context.js";
import { EditsContext } from "../features/hints/hints-context.js";
import { LabContext } from "../features/lab/lab-context.js";
import { PeerContext } from "../features/peer/peer-context.js";
import { ProgramsContext } from "../features/programs/programs-context.js";
import { ProjectsContext } from "../features/projects/projects-context.js";
import { RunnerContext } from "../features/runs/runner-context.js";
import { ScenarioContext } from "../features/scenario/scenario-context.js";
import { SettingsContext } from "../features/settings/settings-context.js";
import { StreamContext } from "../features/stream/stream-context.js";
import { MomentContext } from "../features/time/moment-context.js";
import { RecordContext, SelectionContext } from "../record/record-context.js";
import { TickerContext } from "../shared/ticker-context.js";
import { AppContext } from "./app-context.js";
import type { AppModel } from "./app-model.js";
import type { ShownModels } from "./shown-models.js";

/** Gives each feature the models that it reads. */
export function AppProvider({ app, children }: { app: AppModel; children: ReactNode }) {
  return (
    <AppContext value={app}>
      <TickerContext value={app.ticker}>
        <SettingsContext value={app.settings}>
          <FilesContext value={app.files}>
            <ProjectsContext value={app.projects}>
              <EarlierRunsContext value={app.earlierRuns}>
                <EditsContext value={app.edits}>
                  <PeerContext value={app.peers}>
                    <ScenarioContext value={app.scenarios}>
                      <ShownProvider models={app}>{children}</ShownProvider>
                    </ScenarioContext>
                  </PeerContext>
                </EditsContext>
              </EarlierRunsContext>
            </ProjectsContext>
          </FilesContext>
        </SettingsContext>
      </TickerContext>
    </AppContext>
  );
}

/** Gives the panes the models of the lab that they show. */
export function ShownProvider({ models, children }: { models: ShownModels; children: ReactNode }) {
  return (
    <RecordContext value={models.record}>
      <SelectionContext value={models.selection}>
        <MomentContext value={models.moment}>
          <LabContext value={models.lab}>
            <RunnerContext value={models.runner}>
              <ProgramsContext value={models.programs}>
                <StreamContext value={models.stream}>
                  <DiagramContext value={models.diagram}>{children}</DiagramContext>
                </StreamContext>
              </ProgramsContext>
            </RunnerContext>
          </LabContext>
        </MomentContext>
      </SelectionContext>
    </RecordContext>
  );
}
