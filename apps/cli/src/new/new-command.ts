import { readFile, stat, writeFile } from "node:fs/promises";
import { RestClient } from "@sockpit/client";
import { formatScenario, parseScenario, type Scenario } from "@sockpit/protocol/scenario";
import { stepsOfTrace } from "@sockpit/scenario";
import { CannotRun, exitStatus } from "../exit-status.js";
import { conversationsOf } from "./conversations.js";
import { readCapture } from "./read-capture.js";
import { scenarioOfCapture } from "./scenario-of-capture.js";
import { template } from "./template.js";

export interface NewCommandOptions {
  /** "lab", or a capture's file. */
  readonly from?: string;
  readonly server?: string;
  readonly lab?: string;
  readonly token?: string;
  readonly force?: boolean;
}

/** Bytes of a capture: all of it is read into memory. */
const MAX_CAPTURE_BYTES = 64 * 1024 * 1024;

/** `sockpit new [FILE]`: writes a scenario, to a file or to standard output. Returns the exit status. */
export async function newCommand(file: string | undefined, options: NewCommandOptions): Promise<number> {
  const text = await newText(options);
  if (file === undefined) {
    process.stdout.write(text);
    return exitStatus.ok;
  }
  await writeFile(file, text, { flag: options.force ? "w" : "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST")
      throw new CannotRun(`${file} is there already. Write --force to replace it.`);
    throw new CannotRun(error.message);
  });
  console.log(`${file}: try it by sockpit run ${file}`);
  return exitStatus.ok;
}

async function newText(options: NewCommandOptions): Promise<string> {
  const { from } = options;
  if (from === undefined) return template;
  return checked(from === "lab" ? await fromLab(options) : await fromCapture(from));
}

/** What is made has to be readable: a fault here is ours. */
function checked(scenario: Scenario): string {
  const text = formatScenario(scenario);
  const [problem] = parseScenario(text).problems;
  if (problem !== undefined) throw new Error(`a scenario was made that cannot be read: ${problem.message}`);
  return text;
}

async function fromLab({ server, lab, token }: NewCommandOptions): Promise<Scenario> {
  if (server === undefined || lab === undefined || token === undefined)
    throw new CannotRun("--from lab needs --server, --lab and --token: the page's Lab menu has them");
  const rest = new RestClient({ baseUrl: server });
  const events = await rest.trace({ lab, token }).catch((error: Error) => {
    throw new CannotRun(error.message);
  });
  const programs = stepsOfTrace(events);
  if (programs.length === 0) throw new CannotRun("no program of this lab has made a call that it remembers");
  return {
    format: 1,
    title: { en: "What a lab did", "zh-TW": "實驗室的過程" },
    programs,
    files: [],
    expect: [],
    conditions: [],
  };
}

async function fromCapture(file: string): Promise<Scenario> {
  const { size } = await stat(file).catch((error: Error) => {
    throw new CannotRun(error.message);
  });
  if (size > MAX_CAPTURE_BYTES)
    throw new CannotRun(`${file} has more than 64 MiB. Cut it, by editcap or by a filter of tcpdump.`);
  // The decoder's package has the kernel's library, which no other command needs.
  const { decodePacket } = await import("@sockpit/sockets");
  const packets = readCapture(await readFile(file)).flatMap((bytes) => decodePacket(bytes) ?? []);
  return scenarioOfCapture(conversationsOf(packets));
}
