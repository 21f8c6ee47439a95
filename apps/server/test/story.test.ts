import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { LabEvent } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Program, type Story, stories } from "./story/stories.js";
import { type Strands, strandsOf } from "./story/strands.js";
import { Server } from "./support.js";

/** `pnpm story [runs]` asks for more of them, with other processes that use up the processors. */
const RUNS = Number(process.env["SOCKPIT_STORY_RUNS"] ?? 5);
const LOAD = process.env["SOCKPIT_STORY_LOAD"] === "1" ? availableParallelism() : 0;
const MS_PER_RUN = 10_000;
/** One cause makes many. */
const SHOWN = 5;

let server: Server;
const load: ReturnType<typeof spawn>[] = [];

beforeAll(async () => {
  server = await Server.start();
  for (let count = 0; count < LOAD; count += 1)
    load.push(spawn(process.execPath, ["-e", "for (;;) Math.sqrt(2)"], { stdio: "ignore" }));
});

afterAll(async () => {
  for (const child of load) child.kill("SIGKILL");
  await server.stop();
});

/** Two connections, as two programs of a page have, both of which follow. */
async function run(story: Story): Promise<LabEvent[]> {
  const key = await server.newLab();
  const connections = [await server.connect(key), await server.connect(key)] as const;
  for (const connection of connections) await connection.control("follow", { since: 0, batch: true });
  const [first, second] = connections;
  const programs = [await Program.start(first, "server"), await Program.start(second, "client")] as const;
  let isListening = () => {};
  const listening = new Promise<void>((resolve) => {
    isListening = resolve;
  });
  const serving = story.server(programs[0], () => isListening());
  await listening;
  await Promise.all([serving, story.client(programs[1])]);
  // Delayed ACKs, and two looks at the kernel.
  await sleep(60);
  await server.rest.sockets(key);
  await sleep(30);
  await server.rest.sockets(key);
  const events = await server.rest.trace(key);
  for (const connection of connections) connection.close();
  await server.rest.deleteLab(key);
  return events;
}

/**
 * Where the programs race, there is more than one right story: whose FIN comes first. Each is compared with the first of its kind.
 */
function kindOf({ segments }: Strands): string {
  const first = segments.find((segment) => / (FIN|RST)/.test(segment));
  return first ?? "no end";
}

function differences(story: Strands, first: Strands): string[] {
  const all = (strands: Strands): Record<string, string[]> => ({
    ...strands.calls,
    ...strands.sockets,
    segments: strands.segments,
  });
  const [actual, expected] = [all(story), all(first)];
  return [...new Set([...Object.keys(actual), ...Object.keys(expected)])].flatMap((name) => {
    const [one, other] = [actual[name]?.join(", "), expected[name]?.join(", ")];
    return one === other ? [] : [`${name}: ${one} (and in the first run: ${other})`];
  });
}

describe.each(stories)("The story of $name", (story) => {
  test(
    `is the same in ${RUNS} runs, in order, and the kernel contradicts none of it`,
    async () => {
      const firsts = new Map<string, Strands>();
      const counts = new Map<string, number>();
      const found: string[] = [];
      for (let count = 1; count <= RUNS && found.length < SHOWN; count += 1) {
        const strands = strandsOf(await run(story));
        const kind = kindOf(strands);
        const first = firsts.get(kind);
        if (first === undefined) firsts.set(kind, strands);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        const differing = first === undefined ? [] : differences(strands, first);
        for (const what of [...strands.contradictions, ...differing]) found.push(`run ${count}: ${what}`);
      }
      console.log(
        `${story.name}: ${JSON.stringify(Object.fromEntries(counts))}, ${found.length} differences`,
      );
      expect(found).toEqual([]);
    },
    RUNS * MS_PER_RUN,
  );
});

test(
  "The trace over REST has every state of the samples' connection, run for run",
  async () => {
    const [sample] = stories;
    if (sample === undefined) throw new Error("there are no stories");
    for (let count = 0; count < RUNS; count += 1) {
      const { sockets } = strandsOf(await run(sample));
      const states = new Set(
        Object.entries(sockets).flatMap(([name, values]) => (name.endsWith("states") ? values : [])),
      );
      for (const state of ["SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "FIN-WAIT-2", "LAST-ACK"])
        expect(states).toContain(state);
    }
  },
  RUNS * MS_PER_RUN,
);
