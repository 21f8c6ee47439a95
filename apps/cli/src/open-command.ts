import { once } from "node:events";
import { basename } from "node:path";
import { deflateRawSync } from "node:zlib";
import { formatScenario } from "@sockpit/protocol/scenario";
import open from "open";
import { CannotRun } from "./exit-status.js";
import { readScenarios } from "./read-scenarios.js";
import { startOwnServer } from "./run/own-server.js";

export interface OpenCommandOptions {
  readonly server?: string;
  /** False: the address is printed, and no browser is opened. */
  readonly browser: boolean;
}

/** Characters of an address that browsers and the programs which start them take: one argument has 128 KiB (execve(2)). */
const MAX_LINK = 100_000;

/** `sockpit open FILE`: shows a scenario in the page. Without a server, one runs until it is interrupted. Returns the exit status. */
export async function openCommand(
  file: string,
  { server, browser }: OpenCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  const text = await readOne(file);
  const own = server === undefined ? await startOwnServer() : undefined;
  try {
    const link = linkTo(server ?? own?.url ?? "", basename(file), text);
    console.log(link);
    if (browser) await open(link);
    if (own === undefined) return 0;
    console.error("The server runs until Ctrl+C.");
    if (!signal.aborted) await once(signal, "abort");
    signal.throwIfAborted();
    return 0;
  } finally {
    await own?.stop();
  }
}

async function readOne(file: string): Promise<string> {
  const [read] = await readScenarios([file]);
  if (read?.scenario === undefined) throw new CannotRun(read?.problems.join("\n") ?? file);
  return read.text ?? formatScenario(read.scenario);
}

/** The address that has the text in it: nothing of it is sent to the server. */
function linkTo(server: string, name: string, text: string): string {
  const fragment = new URLSearchParams({
    "scenario-text": deflateRawSync(text, { level: 9 }).toString("base64url"),
    file: name.replace(/\.json$/, ".scenario"),
  });
  const link = `${new URL("/", server).href}#${fragment}`;
  if (link.length <= MAX_LINK) return link;
  throw new CannotRun(`${name} is too large for a link. Open it in the page: Scenarios, Open a file.`);
}
