import { readdirSync, readFileSync } from "node:fs";
import { RestClient } from "@sockpit/client";
import {
  type Expectation,
  formatScenario,
  type Observation,
  type PacketPattern,
  parseScenario,
  type Scenario,
} from "@sockpit/protocol/scenario";
import { runScenario } from "@sockpit/scenario";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";

/** The gallery: scenarios/ at the repository's root. */
const folder = new URL("../../../scenarios/", import.meta.url);
const topics = Object.keys(JSON.parse(readFileSync(new URL("topics.json", folder), "utf8")));

const gallery = readdirSync(folder)
  .filter((file) => file.endsWith(".scenario"))
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));

/** Python ones are run by apps/cli/test/gallery.test.ts. */
const inSteps = gallery.filter(({ text }) => !/^-- \S+\.py --/m.test(text));

function read(text: string): Scenario {
  const { scenario, problems } = parseScenario(text);
  expect(problems).toEqual([]);
  if (scenario === undefined) throw new Error("it has no problems and no scenario");
  return scenario;
}

const linesOf = (text = "") => text.split("\n").filter((line) => line.trim() !== "").length;

describe("The gallery", () => {
  test("has at least 30 scenarios, and few that need an interpreter", () => {
    expect(gallery.length).toBeGreaterThanOrEqual(30);
    expect(gallery.length - inSteps.length).toBeLessThanOrEqual(6);
  });

  test.each(gallery)(
    "$file has its title, summary and text in both languages, topics and level",
    ({ text }) => {
      const scenario = read(text);
      for (const each of [scenario.title, scenario.summary, scenario.text]) {
        expect(each?.en).toMatch(/\S/);
        expect(each?.["zh-TW"]).toMatch(/\p{sc=Han}/u);
      }
      for (const language of ["en", "zh-TW"] as const) {
        expect(linesOf(scenario.text?.[language])).toBeGreaterThanOrEqual(3);
        expect(linesOf(scenario.text?.[language])).toBeLessThanOrEqual(8);
      }
      expect(scenario.topics).not.toEqual([]);
      expect(topics).toEqual(expect.arrayContaining(scenario.topics ?? []));
      expect(scenario.level).toBeDefined();
      expect(scenario.licence).toBe("MIT");
      expect(scenario.expect).not.toEqual([]);
    },
  );

  test.each(gallery)("$file is in the formatter's form", ({ text }) => {
    expect(formatScenario(read(text))).toBe(text);
  });
});

describe("A scenario of the gallery that is in steps", () => {
  let server: Server;
  let canWire: boolean;
  beforeAll(async () => {
    server = await startServer();
    canWire = (await new RestClient({ baseUrl: server.baseUrl }).health()).isolation.wire != null;
  });
  afterAll(async () => {
    await stopServer(server);
  });

  /** One run decides both: what the scenario expects, and the same with other values. */
  test.each(inSteps)("$file passes, and fails where it expects something else", async ({ text }) => {
    const scenario = read(text);
    const changed = scenario.expect.map(changedExpectation);
    const { runs } = await runScenario(
      { ...scenario, expect: [...scenario.expect, ...changed] },
      { baseUrl: server.baseUrl, webSocket: WebSocket, timeLimitSeconds: 15 },
    );
    for (const { reason, programs, expectations } of runs) {
      if (scenario.network === "wire" && !canWire) {
        expect(reason).toMatch(/^the server has no wires: /);
        continue;
      }
      const wrong = [
        ...expectations.slice(0, changed.length).filter(({ isMet }) => !isMet),
        ...expectations.slice(changed.length).filter(({ isMet }) => isMet),
        ...programs.filter(({ status }) => status !== 0),
      ];
      expect({ reason, wrong }).toEqual({ reason: undefined, wrong: [] });
      expect(expectations).toHaveLength(2 * changed.length);
    }
    expect(runs).toHaveLength(scenario.conditions.length);
  });
});

const NEVER_SENT = "never sent";

/** The expectation with a value in it that was not observed, so that it has to fail. */
function changedExpectation(expectation: Expectation): Expectation {
  if (expectation.kind === "never") return { ...expectation.observation, line: expectation.line };
  const { withinSeconds: _within, forSeconds: _for, ...observation } = expectation;
  return changedObservation(observation as Observation);
}

function changedObservation(observation: Observation): Observation {
  switch (observation.kind) {
    case "packets":
      return {
        ...observation,
        packets: [...observation.packets.slice(0, -1), changedPacket(observation.packets)],
      };
    case "state":
      return { ...observation, state: observation.state === "CLOSING" ? "SYN-RECEIVED" : "CLOSING" };
    case "output":
    case "stderr":
      return { ...observation, text: NEVER_SENT };
    case "exit":
      return { ...observation, status: observation.status + 1 };
    case "raises":
      return { ...observation, exception: "KeyboardInterrupt" };
    case "result":
      return { ...observation, value: { not: observation.value } };
    case "queue":
      return { ...observation, comparison: ">", count: 1e9 };
  }
}

function changedPacket(packets: readonly PacketPattern[]): PacketPattern {
  const last = packets.at(-1) ?? {};
  return last.kind === "datagram" ? { ...last, payload: NEVER_SENT } : { ...last, flags: ["URG", "SYN"] };
}
