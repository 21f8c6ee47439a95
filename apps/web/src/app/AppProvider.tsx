import type { ReactNode } from "react";
import { DiagramContext } from "../features/diagram/diagram-context.js";
import { FilesContext } from "../features/files/files-context.js";
import { EditsContext } from "../features/hints/hints-context.js";
import { LabContext } from "../features/lab/lab-context.js";
import { ProgramsContext } from "../features/programs/programs-context.js";
import { ProjectsContext } from "../features/projects/projects-context.js";
import { RunnerContext } from "../features/runs/runner-context.js";
import { SettingsContext } from "../features/settings/settings-context.js";
import { StreamContext } from "../features/stream/stream-context.js";
import { MomentContext } from "../features/time/moment-context.js";
import { RecordContext, SelectionContext } from "../record/record-context.js";
import { TickerContext } from "../shared/ticker-context.js";
import { AppContext } from "./app-context.js";
import type { AppModel } from "./app-model.js";

/** Gives each feature the models that it reads. */
export function AppProvider({ app, children }: { app: AppModel; children: ReactNode }) {
  return (
    <AppContext value={app}>
      <TickerContext value={app.ticker}>
        <SettingsContext value={app.settings}>
          <RecordContext value={app.record}>
            <SelectionContext value={app.selection}>
              <MomentContext value={app.moment}>
                <LabContext value={app.lab}>
                  <RunnerContext value={app.runner}>
                    <FilesContext value={app.files}>
                      <ProjectsContext value={app.projects}>
                        <ProgramsContext value={app.programs}>
                          <StreamContext value={app.stream}>
                            <DiagramContext value={app.diagram}>
                              <EditsContext value={app.edits}>{children}</EditsContext>
                            </DiagramContext>
                          </StreamContext>
                        </ProgramsContext>
                      </ProjectsContext>
                    </FilesContext>
                  </RunnerContext>
                </LabContext>
              </MomentContext>
            </SelectionContext>
          </RecordContext>
        </SettingsContext>
      </TickerContext>
    </AppContext>
  );
}
