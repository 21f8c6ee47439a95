import type { LabKey } from "@sockpit/client";
import { runProgram } from "./run-program.js";

/** A program of a scenario, as its runner hands it over: `PythonProgram` of `@sockpit/scenario`. */
interface ScenarioProgram {
  readonly key: LabKey;
  readonly name: string;
  readonly host: string | undefined;
  readonly source: string;
  readonly arguments: readonly string[];
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly signal: AbortSignal;
}

interface ScenarioProgramEnd {
  readonly status: number;
  readonly exception: string | undefined;
  readonly errno: string | undefined;
}

/** Runs Python for a scenario in this Node, in a worker thread for each program, against the labs of a server. */
export function scenarioPython(url: string): (program: ScenarioProgram) => Promise<ScenarioProgramEnd> {
  return async ({ key, ...program }) => {
    const { status, failures } = await runProgram({ url, lab: key, ...program });
    const failure = failures.find(({ where }) => where === "main");
    return { status, exception: failure?.type, errno: failure?.errno ?? undefined };
  };
}
