import type { FilesModel } from "../features/files/files-model.js";
import type { ProgramsModel } from "../features/programs/programs-model.js";
import type { ProjectsModel } from "../features/projects/projects-model.js";
import type { PythonEngine } from "../features/runs/python-engine.js";
import type { RunsModel } from "../features/runs/runs-model.js";
import { splitArguments } from "../features/runs/split-arguments.js";
import type { ScenarioPage } from "../features/scenario/scenario-page.js";
import type { SettingsModel } from "../features/settings/settings-model.js";

/** The models of the page that scenarios act on. */
interface PageModels {
  readonly files: FilesModel;
  readonly programs: ProgramsModel;
  readonly projects: ProjectsModel;
  readonly python: PythonEngine;
  readonly runs: RunsModel;
  readonly settings: SettingsModel;
}

/** The page as scenarios know it. */
export function scenarioPage(models: PageModels, baseUrl: string): ScenarioPage {
  const { files, programs, projects, python, runs, settings } = models;
  return {
    baseUrl,
    files: files.store,
    programs: () => programs.store.getState().programs,
    wordsOf: (program) => {
      const line = splitArguments(program.arguments ?? "");
      return line.kind === "words" ? line.words : [];
    },
    openProject: async ({ name, ...content }, scenarioFile) => {
      settings.finishWelcome();
      if (!(await projects.openWithFile(name, scenarioFile))) await projects.createFrom(name, content);
      await files.opened;
    },
    setRunCount: (program, count) => runs.counts.set(program, count),
    runPython: python.isSupported ? (program) => python.run(program) : undefined,
    whenPythonReady: async (signal) => {
      python.preload();
      const { store } = python;
      const isLoading = () => ["idle", "loading"].includes(store.getState().kind);
      while (isLoading()) {
        signal.throwIfAborted();
        await new Promise<void>((resolve) => {
          const end = () => {
            unsubscribe();
            signal.removeEventListener("abort", end);
            resolve();
          };
          const unsubscribe = store.subscribe(end);
          signal.addEventListener("abort", end);
        });
      }
    },
  };
}
