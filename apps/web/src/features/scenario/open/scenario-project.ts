import { bytesFromBase64 } from "@sockpit/protocol";
import type { Scenario } from "@sockpit/protocol/scenario";
import type { ProgramFile } from "@sockpit/python";
import { hostOf } from "@sockpit/scenario";
import type { Language } from "../../../shared/language.js";
import { newId } from "../../../shared/new-id.js";
import { PALETTE_SIZE, type Program } from "../../../shared/program.js";
import type { ScenarioProject } from "../scenario-page.js";

/** The programs and files of a scenario as a project's: the scenario's own text is one of its files. */
export function projectOf(
  scenario: Scenario,
  { language, scenarioFile }: { language: Language; scenarioFile: ProgramFile },
): ScenarioProject {
  const isOnWire = scenario.network === "wire";
  const programs = scenario.programs.map((program, index): Program => {
    const { name, source } = program;
    const line = commandLine(program.arguments ?? []);
    return {
      id: newId(),
      name,
      source,
      colour: index % PALETTE_SIZE,
      ...(line !== "" && { arguments: line }),
      ...(isOnWire && { host: hostOf(program) }),
    };
  });
  const files = scenario.files.map(
    (file): ProgramFile => ({ path: file.name, data: dataOf(file), modifiedMs: Date.now() }),
  );
  return {
    name: scenario.title[language] ?? scenario.title.en,
    programs,
    files: [...files, scenarioFile],
    hosts: isOnWire ? [...new Set(scenario.programs.map(hostOf))] : null,
  };
}

/** The scenario with the programs and files as the project has them now. */
export function withProject(
  scenario: Scenario,
  programs: readonly Program[],
  wordsOf: (program: Program) => readonly string[],
): Scenario {
  const changed = scenario.programs.map((program) => {
    const now = programs.find(({ name }) => name === program.name);
    if (now === undefined) return program;
    const host = scenario.network === "wire" ? (now.host ?? program.host) : program.host;
    return {
      ...program,
      source: now.source,
      arguments: [...wordsOf(now)],
      ...(host !== undefined && { host }),
    };
  });
  return { ...scenario, programs: changed };
}

function dataOf(file: Scenario["files"][number]): Uint8Array {
  return "text" in file ? new TextEncoder().encode(file.text) : bytesFromBase64(file.base64);
}

/** Words as a shell takes them: quoted where they need it. sh(1), Quoting. */
export function commandLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}
