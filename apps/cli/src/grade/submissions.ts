import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { base64FromBytes, limits } from "@sockpit/protocol";
import type { Scenario, ScenarioProgram } from "@sockpit/protocol/scenario";

/** What somebody handed in: an assignment with their files in it, or why it cannot be run. */
export type Submission =
  | { readonly name: string; readonly scenario: Scenario }
  | { readonly name: string; readonly problem: string };

/** Reads a submission: a folder that has the files which the assignment calls `submitted`, or the one such file itself. */
export async function readSubmission(path: string, assignment: Scenario): Promise<Submission> {
  const submitted = assignment.programs.filter(({ isSubmitted }) => isSubmitted);
  let name = path;
  try {
    const isFolder = (await stat(path)).isDirectory();
    if (isFolder) name = basename(resolve(path));
    const files = isFolder ? await filesOf(path) : new Map([[submitted[0]?.name ?? "", path]]);
    if (!isFolder && submitted.length !== 1)
      return {
        name,
        problem: `it is one file, and the assignment wants a folder with ${namesOf(submitted)}`,
      };
    const missing = submitted.filter((program) => !files.has(program.name));
    if (missing.length > 0) return { name, problem: `there is no ${namesOf(missing)} in it` };
    return { name, scenario: await withFiles(assignment, files) };
  } catch (error) {
    return {
      name,
      problem: error instanceof TypeError ? "a program is no text in UTF-8" : (error as Error).message,
    };
  }
}

function namesOf(programs: readonly ScenarioProgram[]): string {
  return programs.map(({ name }) => name).join(", ");
}

/** Paths of a folder's files, by their names in it. Hidden ones and compiled Python are nobody's work. */
async function filesOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => pathOf(entry));
  return new Map(
    files
      .map((file) => [relative(folder, file).split(sep).join("/"), file] as const)
      .filter(([name]) => !/(?:^|\/)(?:\.|__pycache__\/)/.test(name)),
  );
}

function pathOf(entry: Dirent): string {
  return join(entry.parentPath, entry.name);
}

/** The assignment with submitted programs in their places, and what else there is beside them. */
async function withFiles(assignment: Scenario, files: ReadonlyMap<string, string>): Promise<Scenario> {
  const programs = await Promise.all(
    assignment.programs.map(async (program) => {
      const path = program.isSubmitted ? files.get(program.name) : undefined;
      return path === undefined ? program : { ...program, source: textOf(await readFile(path)) };
    }),
  );
  const taken = new Set([...assignment.programs, ...assignment.files].map(({ name }) => name));
  const others = [...files].filter(([name]) => !taken.has(name));
  if (others.length + assignment.files.length > limits.scenarioFiles)
    throw new Error(`there are more than ${limits.scenarioFiles} files in it`);
  const beside = await Promise.all(
    others.map(async ([name, path]) => ({ name, base64: base64FromBytes(await readFile(path)) })),
  );
  const bytes = beside.reduce((sum, { base64 }) => sum + base64.length, 0);
  if (bytes > limits.scenarioBytes)
    throw new Error(`its files have more than ${limits.scenarioBytes} bytes in base64`);
  return { ...assignment, programs, files: [...assignment.files, ...beside] };
}

/** Throws a TypeError where it is none. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
