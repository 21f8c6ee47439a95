import { readFile } from "node:fs/promises";
import { badParams, excerpt } from "@sockpit/protocol";
import { describeProblem, formatScenario, parseScenario, Scenario } from "@sockpit/protocol/scenario";
import { CannotRun } from "./exit-status.js";

/** A file, read: its scenario, or its mistakes in words. */
export interface ReadFile {
  readonly file: string;
  readonly scenario: Scenario | undefined;
  /** As it stands there, where it is in the text form. */
  readonly text?: string;
  readonly problems: readonly string[];
}

/** Reads scenarios in either form: JSON where a file's name ends so. Throws `CannotRun` where a file cannot be read. */
export async function readScenarios(files: readonly string[]): Promise<ReadFile[]> {
  return Promise.all(files.map(readScenario));
}

async function readScenario(file: string): Promise<ReadFile> {
  const text = await textOf(file);
  if (!file.endsWith(".json")) return read(file, text);
  const { scenario, problem } = fromJson(text);
  if (scenario === undefined) return { file, scenario, problems: [`${file}: ${problem}`] };
  // Steps and names in it are read as in the text form.
  const { problems } = parseScenario(formatScenario(scenario));
  return {
    file,
    scenario: problems.length === 0 ? scenario : undefined,
    problems: problems.map(({ message, hint }) => `${file}: ${[message, hint].filter(Boolean).join(". ")}`),
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    throw new CannotRun(
      `${file}: ${error instanceof TypeError ? "this is no text in UTF-8" : (error as Error).message}`,
    );
  }
}

function read(file: string, text: string): ReadFile {
  const { scenario, problems } = parseScenario(text, file);
  return { file, scenario, text, problems: problems.map(describeProblem) };
}

function fromJson(text: string): { scenario?: Scenario; problem?: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: excerpt((error as Error).message) };
  }
  const parsed = Scenario.safeParse(value);
  return parsed.success ? { scenario: parsed.data } : { problem: badParams(parsed.error, "").message };
}
