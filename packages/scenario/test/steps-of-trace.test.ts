import { readFileSync } from "node:fs";
import { LabEvent } from "@sockpit/protocol";
import { parseScenario, type Scenario, type ScenarioProgram } from "@sockpit/protocol/scenario";
import { runScenario, stepsOfTrace } from "@sockpit/scenario";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server));

/** Runs it, and gives what its lab has recorded. */
async function traceOf(scenario: Scenario): Promise<LabEvent[]> {
  let trace = "";
  const { isPassed, runs } = await runScenario(scenario, {
    baseUrl: server.baseUrl,
    webSocket: WebSocket,
    onRecord: async ({ events }) => {
      trace = await events();
    },
  });
  expect(isPassed, JSON.stringify(runs)).toBe(true);
  return trace
    .trimEnd()
    .split("\n")
    .map((line) => LabEvent.parse(JSON.parse(line)));
}

describe("The trace of a lab", () => {
  test.each(["half-close", "udp-hello", "connect-refused", "unix-stream", "timeouts"])(
    "is written as steps that do the same again: %s",
    async (name) => {
      const file = new URL(`../../../scenarios/${name}.scenario`, import.meta.url);
      const { scenario } = parseScenario(readFileSync(file, "utf8"));
      if (scenario === undefined) throw new Error(`${name} cannot be read`);
      const programs = stepsOfTrace(await traceOf(scenario));
      const again = { ...scenario, conditions: [], expect: [], programs };
      const text = programs.map(({ source }) => source).join("");
      expect(text).not.toContain("no step is written");
      // Who comes first where nobody waits for the other may differ.
      const calls = (some: readonly ScenarioProgram[]) =>
        some.map(({ source }) => source.replace(/^after .*\n/gm, ""));
      expect(calls(stepsOfTrace(await traceOf(again)))).toEqual(calls(programs));
    },
  );
});
