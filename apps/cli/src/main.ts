#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { checkCommand } from "./check-command.js";
import { doctorCommand } from "./doctor/doctor-command.js";
import { CannotRun, exitStatus } from "./exit-status.js";
import { type GradeCommandOptions, gradeCommand } from "./grade/grade-command.js";
import { type NewCommandOptions, newCommand } from "./new/new-command.js";
import { type OpenCommandOptions, openCommand } from "./open-command.js";
import { type RunCommandOptions, runCommand } from "./run/run-command.js";
import { type ServeCommandOptions, serveCommand } from "./serve-command.js";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const interrupted = new AbortController();
// The server and the browser that a command has started end with it.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => interrupted.abort(new Error("interrupted")));

const FILES = "scenarios: text, or JSON where the name ends in .json";
const MAX_SEED = 0xffff_ffff;

const program = new Command("sockpit")
  .description(
    "A cockpit for real sockets: serves the page, and runs scenarios, which are conversations written down.",
  )
  .version(version)
  .showHelpAfterError("(sockpit --help shows what there is)")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? exitStatus.ok : exitStatus.cannotRun));

program
  .command("serve")
  .description("Serve the page and the API until interrupted.")
  .option("--host <address>", "where to listen; as HOST (default: 127.0.0.1)")
  .option("--port <number>", "0 lets the kernel choose; as PORT (default: 7070)")
  .option("--access-code <code>", "what visitors have to know; as SOCKPIT_ACCESS_CODE")
  .addHelpText(
    "after",
    "\nOther settings are environment variables.\n\nExample:\n  sockpit serve --port 8000",
  )
  .action((options: ServeCommandOptions) => end(() => serveCommand(options, interrupted.signal)));

program
  .command("run")
  .description("Run scenarios, and decide what they expect.")
  .argument("<file...>", FILES)
  .option("--server <url>", "a server that runs already; otherwise one is started for this run", serverUrl)
  .option("--access-code <code>", "of a server that asks for one")
  .option("--time-limit <seconds>", "for the programs of one run", seconds, 30)
  .option("--seed <number>", "instead of those of conditions: the same gives the same run", seed)
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
  .argument("<file...>", FILES)
  .addHelpText("after", "\nExample:\n  sockpit check hello.scenario")
  .action((files: string[]) => end(() => checkCommand(files)));

program
  .command("new")
  .description("Write a scenario to begin with: a short one, or one of what a lab did or a capture has.")
  .argument("[file]", "where to; standard output where there is none")
  .option("--from <source>", "lab, or a file of pcapng or pcap")
  .option("--server <url>", "of the lab", serverUrl)
  .option("--lab <id>", "the lab's id")
  .option("--token <token>", "the lab's token, or its viewer's")
  .option("--force", "replace the file")
  .addHelpText(
    "after",
    "\nExamples:\n  sockpit new hello.scenario\n  sockpit new device.scenario --from device.pcapng",
  )
  .action((file: string | undefined, options: NewCommandOptions) => end(() => newCommand(file, options)));

program
  .command("open")
  .description("Show a scenario in the page.")
  .argument("<file>", "a scenario: text, or JSON where the name ends in .json")
  .option(
    "--server <url>",
    "a server that runs already; otherwise one runs until it is interrupted",
    serverUrl,
  )
  .option("--no-browser", "print the address, and open no browser")
  .addHelpText("after", "\nExample:\n  sockpit open hello.scenario --server http://127.0.0.1:7070")
  .action((file: string, options: OpenCommandOptions) =>
    end(() => openCommand(file, options, interrupted.signal)),
  );

program
  .command("grade")
  .description("Run an assignment with what people have handed in, and add up the points.")
  .argument("<assignment>", "a scenario with programs that are submitted")
  .argument("<submission...>", "folders with files of these names, or one such file each")
  .option("--csv <file>", "write a line for each submission")
  .option("--gradescope <file>", "write results.json for Gradescope, of one submission")
  .option("--prairielearn <file>", "write results.json for PrairieLearn, of one submission")
  .option("--jobs <number>", "how many run at once (default: one a core)", jobs)
  .option("--server <url>", "a server that runs already; otherwise one is started for this run", serverUrl)
  .option("--access-code <code>", "of a server that asks for one")
  .option("--time-limit <seconds>", "for the programs of one run", seconds, 20)
  .addHelpText(
    "after",
    "\nExamples:\n  sockpit grade echo.scenario submissions/* --csv grades.csv\n  sockpit grade echo.scenario /autograder/submission --gradescope /autograder/results/results.json",
  )
  .action((assignment: string, submissions: string[], options: GradeCommandOptions) =>
    end(() => gradeCommand(assignment, submissions, options, interrupted.signal)),
  );

program
  .command("doctor")
  .description("Say what works on this machine, and what to do about the rest.")
  .action(() => end(doctorCommand));

await program.parseAsync();

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

function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError("It is an address such as http://127.0.0.1:7070.");
  return url.origin;
}

function jobs(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 64)
    throw new InvalidArgumentError("It is a whole number from 1 to 64.");
  return value;
}

function seed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > MAX_SEED)
    throw new InvalidArgumentError(`It is a whole number from 0 to ${MAX_SEED}.`);
  return value;
}
