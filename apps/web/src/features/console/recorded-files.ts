import { formatScenario } from "@sockpit/protocol/scenario";
import { pythonOfRecording, type RecordedProgram, stepsOfRecording } from "@sockpit/scenario";
import type { Console } from "./console-model.js";

export interface RecordedFile {
  readonly name: string;
  readonly text: string;
}

/** What was done by hand in consoles: a Python program for each, or one scenario. */
export function recordedFiles(
  consoles: readonly Console[],
  kind: "steps" | "python",
): readonly RecordedFile[] {
  const programs = consoles.map(({ recorded }) => recorded).filter(({ steps }) => steps.length > 0);
  if (programs.length === 0) return [];
  if (kind === "python")
    return programs.map((program) => ({ name: `${program.name}.py`, text: pythonOfRecording(program) }));
  return [{ name: "recorded.scenario", text: formatScenario(scenarioOf(programs)) }];
}

function scenarioOf(programs: readonly RecordedProgram[]) {
  return {
    format: 1 as const,
    title: { en: "Recorded", "zh-TW": "錄下的操作" },
    programs: programs.map(stepsOfRecording),
    files: [],
    expect: [],
    conditions: [],
  };
}
