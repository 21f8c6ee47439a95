import type { Scenario } from "@sockpit/protocol/scenario";
import { runProgram } from "@sockpit/python/node";
import { type FileResult, type PythonRunner, runScenario, type ScenarioResult } from "@sockpit/scenario";
import { WebSocket } from "ws";
import { CannotRun, exitStatus } from "./exit-status.js";
import { startOwnServer } from "./own-server.js";
import { readScenarios } from "./read-scenarios.js";
import { RecordFiles } from "./record-files.js";
import { reportRun, summary } from "./report.js";
import { writeResults } from "./write-results.js";

export interface RunCommandOptions {
  readonly server?: string;
  readonly accessCode?: string;
  readonly timeLimit: number;
  readonly junit?: string;
  readonly json?: string;
  readonly html?: string;
  readonly events?: string;
  readonly pcap?: string;
}

/** `sockpit run FILE…`. Returns the exit status. */
export async function runCommand(
  files: readonly string[],
  options: RunCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  const read = await readScenarios(files);
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    return exitStatus.cannotRun;
  }
  const own = options.server === undefined ? await startOwnServer() : undefined;
  try {
    const url = options.server ?? own?.url ?? "";
    const results: FileResult[] = [];
    const records = new RecordFiles(options, read.length);
    for (const { file, scenario } of read)
      if (scenario !== undefined)
        results.push({ file, scenario, result: await run(scenario, file, { url, records }) });
    await writeResults(results, options);
    console.log(summary(results.map(({ result }) => result)));
    return results.every(({ result }) => result.isPassed) ? exitStatus.ok : exitStatus.failed;
  } finally {
    await own?.stop();
  }

  async function run(
    scenario: Scenario,
    file: string,
    { url, records }: { url: string; records: RecordFiles },
  ): Promise<ScenarioResult> {
    const { accessCode, timeLimit } = options;
    try {
      return await runScenario(scenario, {
        baseUrl: url,
        webSocket: WebSocket,
        runPython: pythonOn(url),
        timeLimitSeconds: timeLimit,
        signal,
        ...(accessCode !== undefined && { accessCode }),
        onProgress: (progress) => {
          if (progress.kind === "conditionEnded") reportRun(file, progress.result, console.log);
        },
        onRecord: (record) => records.write(record),
      });
    } catch (error) {
      if (signal.aborted || error instanceof CannotRun) throw error;
      throw new CannotRun(`${file}: ${(error as Error).message}`);
    }
  }
}

/** Runs Python in this Node, in a worker thread for each program. */
function pythonOn(url: string): PythonRunner {
  return async ({ key, name, source, arguments: args, files, signal }) => {
    const { status, failures } = await runProgram({
      url,
      lab: key,
      name,
      source,
      arguments: args,
      files,
      signal,
    });
    const failure = failures.find(({ where }) => where === "main");
    return { status, exception: failure?.type, errno: failure?.errno ?? undefined };
  };
}
