import type { ProgramFile } from "@sockpit/python";
import type { FilesModel } from "../features/files/files-model.js";
import type { PageLab } from "../features/lab/lab-context.js";
import type { ProgramsModel } from "../features/programs/programs-model.js";
import { tidyProjectName } from "../features/projects/project.js";
import type { ProjectsModel } from "../features/projects/projects-model.js";
import type { ProjectTables } from "../features/projects/tables.js";
import type { PythonEngine } from "../features/runs/python-engine.js";
import type { RunsModel } from "../features/runs/runs-model.js";
import { splitArguments } from "../features/runs/split-arguments.js";
import type { ScenarioPage } from "../features/scenario/scenario-page.js";
import type { SettingsModel } from "../features/settings/settings-model.js";
import type { Program } from "../shared/program.js";

/** The models of the page that scenarios act on. */
interface PageModels {
  readonly files: FilesModel;
  readonly lab: PageLab;
  readonly programs: ProgramsModel;
  readonly projects: ProjectsModel;
  readonly python: PythonEngine;
  readonly runs: RunsModel;
  readonly settings: SettingsModel;
}

interface PageSources {
  readonly tables: ProjectTables;
  readonly baseUrl: string;
}

/** The page as scenarios know it. */
export function scenarioPage(models: PageModels, { tables, baseUrl }: PageSources): ScenarioPage {
  const { files, lab, programs, projects, python, runs, settings } = models;
  return {
    baseUrl,
    files: files.store,
    programs: () => programs.store.getState().programs,
    wordsOf,
    openProject: async ({ name, hosts, ...content }, scenarioFile) => {
      settings.finishWelcome();
      const same = await projectWith(name, scenarioFile, { projects, tables });
      if (same !== undefined) await projects.open(same);
      else {
        await projects.createFrom(name, content);
        if (hosts !== null) void lab.newLab(hosts);
      }
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

/** The words of a program's command line; none where it cannot be split. */
export function wordsOf(program: Program): readonly string[] {
  const line = splitArguments(program.arguments ?? "");
  return line.kind === "words" ? line.words : [];
}

/** The project of this name that has this file, unchanged; undefined where there is none. */
async function projectWith(
  name: string,
  { path, data }: ProgramFile,
  { projects, tables }: { readonly projects: ProjectsModel; readonly tables: ProjectTables },
): Promise<string | undefined> {
  const called = projects.store
    .getState()
    .projects.filter((project) => project.name === tidyProjectName(name));
  for (const { id } of called) {
    const files = await tables.files.read(id).catch(() => []);
    const file = files.find((each) => each.path === path && each.removedMs === null);
    if (file !== undefined && isSame(file.data, data)) return id;
  }
  return undefined;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
