import { RestClient } from "@sockpit/client";
import { type NodeProgramOptions, runProgram } from "@sockpit/python/node";
import type { ParityProcess, ParityProgram } from "./manifest.js";
import type { Outcome } from "./outcome.js";

const TIMEOUT_MS = 60_000;

/** Runs a program to its end in Node, in a new lab. */
export async function runInNode(url: string, { processes, files }: ParityProgram): Promise<Outcome[]> {
  const rest = new RestClient({ baseUrl: url });
  const { lab, token } = await rest.createLab();
  const key = { lab: lab.id, token };
  try {
    const running: Promise<Outcome>[] = [];
    for (const process of processes) {
      await new Promise<void>((resolve) => {
        const run = outcomeOf(process, { url, lab: key, files }, resolve);
        running.push(run);
        if (process.ready === null) resolve();
        else run.then(() => resolve()).catch(() => resolve());
      });
    }
    return await Promise.all(running);
  } finally {
    await rest.deleteLab(key).catch(() => undefined);
  }
}

async function outcomeOf(
  { file, source, args, stdin, ready, interruptAt }: ParityProcess,
  place: Pick<NodeProgramOptions, "url" | "lab" | "files">,
  onReady: () => void,
): Promise<Outcome> {
  const input = stdin.split("\n");
  if (input.at(-1) === "") input.pop();
  const stop = new AbortController();
  let printed = "";
  const { status, stdout, stderr, isTimedOut } = await runProgram({
    ...place,
    name: file,
    source,
    arguments: args,
    input,
    signal: stop.signal,
    timeoutMs: TIMEOUT_MS,
    onOutput: ({ stream, text }) => {
      if (stream === "stdout") printed += text;
      if (ready !== null && printed.includes(`${ready}\n`)) onReady();
      if (interruptAt !== null && printed.includes(`${interruptAt}\n`)) stop.abort();
    },
  });
  if (isTimedOut)
    throw new Error(`${file} did not end in time; it printed ${JSON.stringify(stdout + stderr)}`);
  return { status, stdout, stderr };
}
