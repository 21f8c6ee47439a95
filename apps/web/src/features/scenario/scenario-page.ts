import type { ProgramFile, PythonProgram, PythonProgramOptions } from "@sockpit/python";
import type { Program } from "../../shared/program.js";
import type { ReadableStore } from "../../shared/use-model.js";
import type { HostNames } from "../lab/public.js";

/** A set of programs and files, as a project is made of it. */
export interface ScenarioProject {
  readonly name: string;
  readonly programs: readonly Program[];
  readonly files: readonly ProgramFile[];
  /** Those of its labs; null for labs of one host. */
  readonly hosts: HostNames;
}

/** What scenarios need of the page. */
export interface ScenarioPage {
  readonly baseUrl: string;
  /** The files of the open project. */
  readonly files: ReadableStore<{ readonly files: ReadonlyMap<string, ProgramFile> }>;
  /** The programs of the open project. */
  programs(): readonly Program[];
  /** Opens a project that has this scenario already, unchanged; otherwise makes one. */
  openProject(project: ScenarioProject, scenarioFile: ProgramFile): Promise<void>;
  /** The words of a program's command line. */
  wordsOf(program: Program): readonly string[];
  /** How many times *Run* runs a program at once. */
  setRunCount(program: string, count: number): void;
  /** Runs Python; undefined where this browser cannot. */
  readonly runPython: ((program: PythonProgramOptions) => PythonProgram) | undefined;
  /** Resolves when Python is there, or could not be loaded. */
  whenPythonReady(signal: AbortSignal): Promise<void>;
}
