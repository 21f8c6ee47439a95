/** `pnpm record:fixtures [names]`: real labs of a real server, recorded for the page's tests. Each recording is an NDJSON file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RestClient } from "@sockpit/client";
import { repositoryPath } from "../parity/folder.js";
import { Server } from "../tests/server.js";
import { RecordedLab, type WireLab } from "./recorded-lab.js";
import { type Story, stories, storiesOnWires, storiesWithoutPackets } from "./stories.js";

const folder = repositoryPath("apps/web/src/fixtures/recordings");

/** The labs of which the server's other answers are kept too. */
const fullStories = ["sample-programs", "without-packets"];

const all = { ...stories, ...storiesOnWires, ...storiesWithoutPackets };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in all));
if (unknown.length > 0)
  throw new Error(`There is no story ${unknown.join(", ")}; there are ${Object.keys(all).join(", ")}.`);

mkdirSync(folder, { recursive: true });
await recordAll(stories, await Server.start({ SOCKPIT_NETWORK: "isolated", SOCKPIT_LAB_HOSTS: "1" }));
const onWires = await Server.start({ SOCKPIT_NETWORK: "isolated", SOCKPIT_LAB_HOSTS: "1" });
try {
  for (const [name, { lab, story, onlyOn }] of Object.entries(storiesOnWires)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { isolation } = await new RestClient({ baseUrl: onWires.url }).health();
    if (onlyOn === undefined || isolation.wire === onlyOn) await record(name, story, onWires.url, lab);
    else console.log(`${name}: as it was, since wires are of ${isolation.wire} here, and it needs ${onlyOn}`);
  }
} finally {
  await onWires.stop();
}
const mapped = { SOCKPIT_NETWORK: "mapped", SOCKPIT_LAB_HOSTS: "1" };
await recordAll(storiesWithoutPackets, await Server.start(mapped, { canCapture: false }));

async function recordAll(those: Readonly<Record<string, Story>>, server: Server): Promise<void> {
  try {
    for (const [name, story] of Object.entries(those))
      if (wanted.length === 0 || wanted.includes(name)) await record(name, story, server.url);
  } finally {
    await server.stop();
  }
}

async function record(name: string, story: Story, url: string, wire?: WireLab): Promise<void> {
  const lab = await RecordedLab.open(url, wire);
  try {
    await story(lab);
    await lab.untilProcessesEnded();
    const trace = await lab.trace();
    writeFileSync(join(folder, `${name}.ndjson`), trace);
    if (fullStories.includes(name)) {
      write(`${name}.facts.json`, await lab.facts());
      write(`${name}.streams.json`, await lab.streams());
    }
    console.log(`${name}: ${trace.trimEnd().split("\n").length} events, ${trace.length} bytes`);
  } finally {
    await lab.close();
  }
}

function write(name: string, answer: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(answer, undefined, 2)}\n`);
}
