import type { Scenario } from "@sockpit/protocol/scenario";
import { type FileResult, runScenario, type ScenarioResult, withSeed } from "@sockpit/scenario";
import { CannotRun, exitStatus } from "../exit-status.js";
import { readScenarios } from "../read-scenarios.js";
import { ProgressLine } from "./progress-line.js";
import { RecordFiles } from "./record-files.js";
import { reportRun, summary } from "./report.js";
import { webSocketWithCode } from "./web-socket-with-code.js";
import { type RunServer, withServer } from "./with-server.js";
import { writeResults } from "./write-results.js";

export interface RunCommandOptions {
  readonly server?: string;
  readonly accessCode?: string;
  readonly timeLimit: number;
  /** Instead of the seeds of conditions. */
  readonly seed?: number;
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
  return withServer(options.server, async (server) => {
    const results: FileResult[] = [];
    const records = new RecordFiles(options, read.length);
    for (const { file, scenario } of read)
      if (scenario !== undefined)
        results.push({ file, scenario, result: await run(scenario, file, { server, records }) });
    await writeResults(results, options);
    console.log(summary(results.map(({ result }) => result)));
    return results.every(({ result }) => result.isPassed) ? exitStatus.ok : exitStatus.failed;
  });

  async function run(
    written: Scenario,
    file: string,
    { server, records }: { server: RunServer; records: RecordFiles },
  ): Promise<ScenarioResult> {
    const { accessCode, timeLimit, seed } = options;
    const scenario = seed === undefined ? written : withSeed(written, seed);
    const line = new ProgressLine();
    try {
      return await runScenario(scenario, {
        baseUrl: server.url,
        webSocket: webSocketWithCode(accessCode),
        runPython: await server.interpreters.runnerFor(scenario),
        timeLimitSeconds: timeLimit,
        signal,
        ...(accessCode !== undefined && { accessCode }),
        onProgress: (progress) => {
          line.show(file, scenario, progress);
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
