import { base64FromBytes, type LabEvent, limits } from "@sockpit/protocol";
import { type Expectation, formatScenario, type Scenario } from "@sockpit/protocol/scenario";
import type { ProgramFile } from "@sockpit/python";
import {
  type ProposedExpectation,
  proposeExpectations,
  type RecordedProgram,
  stepsOfRecording,
} from "@sockpit/scenario";
import type { Program } from "../../../shared/program.js";
import { isScenarioFile } from "../scenario-file.js";

/** What a scenario is made of: the programs of a project, what was done by hand, and what the lab has recorded of them. */
export interface ScenarioSources {
  readonly programs: readonly Program[];
  readonly files: readonly ProgramFile[];
  readonly recorded: readonly RecordedProgram[];
  readonly events: readonly LabEvent[];
  wordsOf(program: Program): readonly string[];
  countOf(program: string): number;
}

export interface NewScenario {
  readonly proposed: readonly ProposedExpectation[];
  /** The scenario's text with those expectations that were chosen. */
  textWith(title: string, chosen: readonly Expectation[]): string;
}

/** Makes a scenario of a lab as it is. What it expects is proposed from what was observed. */
export function newScenario({
  programs,
  files,
  recorded,
  events,
  wordsOf,
  countOf,
}: ScenarioSources): NewScenario {
  const byHand = recorded.filter(({ steps }) => steps.length > 0).map(stepsOfRecording);
  const own = programs
    .filter(({ name }) => /\.(?:py|steps)$/.test(name))
    .map((program) => ({ program, name: program.name, words: wordsOf(program), times: countOf(program.id) }));
  const names = [...own.map(({ name }) => name), ...byHand.map(({ name }) => name)];
  const hosts = new Map(
    events.flatMap((event) =>
      event.event === "processStarted" && event.host !== undefined ? [[event.name, event.host] as const] : [],
    ),
  );
  const onHost = (name: string) => {
    const host = hosts.get(name);
    return host === undefined ? {} : { host };
  };
  const { expectations, after } = proposeExpectations(events, names);
  const scenario = {
    format: 1 as const,
    ...(hosts.size > 0 && { network: "wire" as const }),
    programs: [
      ...own.map(({ program: { source }, name, words, times }) => {
        const before = after.get(name);
        return {
          name,
          source,
          ...(before !== undefined && { after: before }),
          ...(words.length > 0 && { arguments: [...words] }),
          ...(times > 1 && { times }),
          ...onHost(name),
        };
      }),
      ...byHand.map((program) => ({ ...program, ...onHost(program.name.replace(/\.steps$/, "")) })),
    ].slice(0, limits.scenarioPrograms),
    files: files.filter(({ path }) => !isScenarioFile(path)).map(dataFile),
    conditions: [{ effects: [] }],
  } satisfies Partial<Scenario>;
  return {
    proposed: expectations,
    textWith: (title, chosen) => formatScenario({ ...scenario, title: { en: title }, expect: [...chosen] }),
  };
}

function dataFile({ path, data }: ProgramFile): Scenario["files"][number] {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    return { name: path, text };
  } catch {
    return { name: path, base64: base64FromBytes(data) };
  }
}
