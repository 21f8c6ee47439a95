/** `pnpm record:fixtures [names]`: real labs of a real server, recorded for the page's tests. Each recording is an NDJSON file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryPath } from "../parity/folder.js";
import { Server } from "../tests/server.js";
import { RecordedLab } from "./recorded-lab.js";
import { stories } from "./stories.js";

const folder = repositoryPath("apps/web/src/fixtures/recordings");

/** The lab of which the server's other answers are kept too. */
const fullStory = "sample-programs";

function write(name: string, answer: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(answer, undefined, 2)}\n`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in stories));
if (unknown.length > 0)
  throw new Error(`There is no story ${unknown.join(", ")}; there are ${Object.keys(stories).join(", ")}.`);

mkdirSync(folder, { recursive: true });
const server = await Server.start({ SOCKPIT_NETWORK: "isolated", SOCKPIT_LAB_HOSTS: "1" });
try {
  for (const [name, story] of Object.entries(stories)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const lab = await RecordedLab.open(server.url);
    try {
      await story(lab);
      await lab.untilProcessesEnded();
      const trace = await lab.trace();
      writeFileSync(join(folder, `${name}.ndjson`), trace);
      if (name === fullStory) {
        write("facts.json", await lab.facts());
        write("streams.json", await lab.streams());
      }
      console.log(`${name}: ${trace.trimEnd().split("\n").length} events, ${trace.length} bytes`);
    } finally {
      await lab.close();
    }
  }
} finally {
  await server.stop();
}
