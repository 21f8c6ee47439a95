import type { PythonRunner } from "@sockpit/scenario";
import { runProgram } from "./run-program.js";

/** Runs Python for a scenario in this Node, in a worker thread for each program, against the labs of a server. */
export function scenarioPython(url: string): PythonRunner {
  return async ({ key, ...program }) => {
    const { status, failures } = await runProgram({ url, lab: key, ...program });
    const failure = failures.find(({ where }) => where === "main");
    return { status, exception: failure?.type, errno: failure?.errno ?? undefined };
  };
}
