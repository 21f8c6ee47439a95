#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { CannotRun, exitStatus } from "./exit-status.js";
import { readScenarios } from "./read-scenarios.js";
import { type RunCommandOptions, runCommand } from "./run-command.js";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort(new Error("interrupted")));

const program = new Command("sockpit")
  .description("Checks and runs scenarios: conversations over TCP, UDP and Unix sockets, on a real kernel.")
  .version(version)
  .showHelpAfterError("(sockpit --help shows what there is)")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? exitStatus.ok : exitStatus.cannotRun));

program
  .command("run")
  .description("Run scenarios, and decide what they expect.")
  .argument("<file...>", "scenarios: text, or JSON where the name ends in .json")
  .option("--server <url>", "a server that runs already; otherwise one is started for this run")
  .option("--access-code <code>", "of a server that asks for one")
  .option("--time-limit <seconds>", "for the programs of one run", seconds, 30)
  .option("--junit <file>", "write the results as JUnit XML")
  .option("--json <file>", "write the results as JSON")
  .option("--html <file>", "write the results as a page")
  .option("--events <file>", "write the events of each run as NDJSON")
  .option("--pcap <file>", "write the packets of each run as pcapng, for Wireshark")
  .addHelpText(
    "after",
    "\nExamples:\n  sockpit run hello.scenario\n  sockpit run tests/*.scenario --server http://127.0.0.1:7070",
  )
  .action((files: string[], options: RunCommandOptions) =>
    end(() => runCommand(files, options, interrupted.signal)),
  );

program
  .command("check")
  .description("Read scenarios, and say what is wrong with them.")
  .argument("<file...>", "scenarios: text, or JSON where the name ends in .json")
  .addHelpText("after", "\nExample:\n  sockpit check hello.scenario")
  .action((files: string[]) => end(() => checkCommand(files)));

await program.parseAsync();

async function checkCommand(files: readonly string[]): Promise<number> {
  const read = await readScenarios(files);
  const problems = read.flatMap((each) => each.problems);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0)
    console.log(files.length === 1 ? "no mistakes" : `no mistakes in ${files.length} files`);
  return problems.length === 0 ? exitStatus.ok : exitStatus.failed;
}

async function end(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (interrupted.signal.aborted) {
      console.error("interrupted");
      process.exitCode = exitStatus.interrupted;
      return;
    }
    if (!(error instanceof CannotRun)) throw error;
    console.error(`sockpit: ${error.message}`);
    process.exitCode = exitStatus.cannotRun;
  }
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3600))
    throw new InvalidArgumentError("It is a number of seconds, at most 3600.");
  return value;
}
