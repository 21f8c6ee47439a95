/** A process of its own for one run of a scenario: it reads the scenario, runs it against the front door's labs, and ends. */
import { CallFailure, codedFailure } from "@sockpit/protocol";
import { type RunProgress, type RunRecord, type RunResult, runName, runScenario } from "@sockpit/scenario";
import { WebSocket } from "ws";
import type { RunOrder } from "../between/run-messages.js";
import { FrontDoor } from "./front-door.js";
import { readScenario } from "./read-scenario.js";
import { renderResults } from "./render-results.js";

/** Bytes of events and packets that are kept of all labs of a run: as much as one lab keeps. What is more is left out, from the end. */
const RECORD_BYTES = 24 * 1024 * 1024;

/** Characters of what there was instead of an expectation, in its progress. */
const ACTUAL_LENGTH = 1024;

const frontDoor = new FrontDoor();

async function run(order: RunOrder): Promise<void> {
  const scenario = readScenario(order);
  const { file = "scenario", baseUrl, timeLimitSeconds, runsPython } = order;
  const runs: RunResult[] = [];
  const report = () => frontDoor.send({ say: "results", results: renderResults(file, scenario, runs) });
  report();
  frontDoor.send({ say: "accepted" });
  const needsPython = scenario.programs.some(({ name }) => name.endsWith(".py"));
  const python = runsPython && needsPython ? await import("@sockpit/python/node") : undefined;
  // A program's time is its own.
  await python?.prepareInterpreters();
  let leftBytes = RECORD_BYTES;
  await runScenario(scenario, {
    baseUrl,
    webSocket: WebSocket,
    ...(python !== undefined && { runPython: python.scenarioPython(baseUrl) }),
    timeLimitSeconds,
    signal: frontDoor.signal,
    openLab: (hosts) => frontDoor.openLab(hosts),
    onProgress: (progress) => {
      if (progress.kind === "conditionEnded") {
        runs.push(progress.result);
        report();
      }
      frontDoor.send({ say: "progress", json: JSON.stringify(progressJson(progress)) });
    },
    onRecord: async (record) => {
      leftBytes -= await keep(record, leftBytes);
    },
  });
}

/** Gives how many bytes there were, or 0 where there is no room for them. */
async function keep({ number, events, packets }: RunRecord, leftBytes: number): Promise<number> {
  const eventBytes = new TextEncoder().encode(await events());
  // Not every network has packets to see.
  const packetBytes = await packets().catch(() => undefined);
  const bytes = eventBytes.length + (packetBytes?.length ?? 0);
  if (bytes > leftBytes) return 0;
  frontDoor.send({ say: "record", number, events: eventBytes, packets: packetBytes });
  return bytes;
}

/** Without the lab's token, and without what results say in full. */
function progressJson(progress: RunProgress): object {
  const { kind, place } = progress;
  switch (progress.kind) {
    case "conditionStarted":
      return { kind, ...place, condition: runName(progress) };
    case "expectationDecided": {
      const { index, result } = progress;
      return { kind, ...place, index, ...result, actual: result.actual.slice(-ACTUAL_LENGTH) };
    }
    case "conditionEnded": {
      const { outcome, reason, durationSeconds } = progress.result;
      return { kind, ...place, outcome, reason, durationSeconds };
    }
    default: {
      const { place: _place, ...rest } = progress;
      return { ...rest, ...place };
    }
  }
}

try {
  await run(await frontDoor.order);
  frontDoor.end({ say: "over", error: undefined });
} catch (error) {
  if (error instanceof CallFailure) frontDoor.end({ say: "over", error: error.error });
  else if (frontDoor.signal.aborted) frontDoor.end({ say: "over", error: undefined });
  else {
    console.error("sockpit: a run failed:", error);
    const { error: internal } = codedFailure("internal", "The run failed by a bug of the server.");
    frontDoor.end({ say: "over", error: internal });
  }
}
