import {
  Connection,
  type CreateLabOptions,
  type LabKey,
  RestClient,
  type WebSocketConstructor,
} from "@sockpit/client";
import type { Condition, Scenario } from "@sockpit/protocol/scenario";
import type { RunPlace, RunProgress } from "./progress.js";
import type { RunResult, ScenarioResult } from "./results/result.js";
import { type PythonRunner, ScenarioRun } from "./scenario-run.js";
import { type WireOfRun, wireOfRun } from "./wire-of-run.js";

export interface RunOptions {
  /** The server: "http://127.0.0.1:7070". */
  readonly baseUrl: string;
  /** Needed on Node 20, which has no WebSocket of its own. */
  readonly webSocket?: WebSocketConstructor;
  /** Of a server that asks for one. */
  readonly accessCode?: string;
  /** Runs programs in Python. Without it, a scenario that has one is skipped. */
  readonly runPython?: PythonRunner;
  /** Seconds for the programs of one run; those that still run are interrupted then. */
  readonly timeLimitSeconds?: number;
  readonly signal?: AbortSignal;
  /** Opens the lab of each run; otherwise one is made by REST, and deleted afterwards. */
  openLab?(hosts: LabHosts): Promise<OpenedLab>;
  /** Called with what happens, as it happens. It must not throw. */
  onProgress?(progress: RunProgress): void;
  /** Called with what a run's lab has recorded, before it is deleted. */
  onRecord?(record: RunRecord): Promise<void>;
}

/** The hosts of a run's lab and their wire; neither, where it is one host. */
export type LabHosts = Pick<CreateLabOptions, "hosts" | "wire">;

export interface OpenedLab {
  readonly key: LabKey;
  close(): Promise<void>;
}

/** What a lab has recorded of a run. */
export interface RunRecord extends RunPlace {
  /** Its events as NDJSON. */
  events(): Promise<string>;
  /** Its packets as pcapng; rejects with `capture_unavailable` where none are captured. */
  packets(): Promise<Uint8Array>;
}

const TIME_LIMIT_SECONDS = 30;

/** Longer than any run: what is left of a lab whose runner has ended. */
const LAB_SECONDS = 3600;

/** Runs a scenario once for each of its conditions, each in a lab of its own, and decides its expectations. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<ScenarioResult> {
  const conditions = scenario.conditions.length === 0 ? [{ effects: [] }] : scenario.conditions;
  const runs: RunResult[] = [];
  for (const [at, condition] of conditions.entries()) {
    const wire = wireOfRun(scenario, condition);
    const reason = await whySkipped(scenario, wire, options);
    const place = { number: at + 1, of: conditions.length };
    if (reason !== undefined)
      options.onProgress?.({ kind: "conditionStarted", place, condition, lab: undefined });
    const run =
      reason === undefined
        ? await runOnce(scenario, condition, {
            ...options,
            place,
            hosts: wire.kind === "wire" ? wire.lab : {},
          })
        : skipped(condition, reason);
    const result = { ...run, hint: hintOf(run, runs) };
    runs.push(result);
    options.onProgress?.({ kind: "conditionEnded", place, result });
  }
  return scenarioResult(runs);
}

/** What runs come to: those of all conditions, or of some that have ended. */
export function scenarioResult(runs: readonly RunResult[]): ScenarioResult {
  const pointsOf = (some: readonly RunResult[]) =>
    some.reduce((sum, { condition }) => sum + (condition.points ?? 0), 0);
  return {
    runs,
    isPassed: runs.every(({ outcome }) => outcome !== "failed"),
    points: {
      reached: pointsOf(runs.filter(({ outcome }) => outcome === "passed")),
      possible: pointsOf(runs),
    },
  };
}

async function whySkipped(
  { programs }: Scenario,
  wire: WireOfRun,
  { runPython, ...options }: RunOptions,
): Promise<string | undefined> {
  if (wire.kind === "impossible") return wire.reason;
  if (wire.kind === "wire") {
    const { isolation } = await restOf(options).health();
    if (isolation.wire == null)
      return `the server has no wires: ${isolation.wireReason ?? "it is an older one"}`;
  }
  const program = programs.find(({ name }) => name.endsWith(".py"));
  return program === undefined || runPython !== undefined ? undefined : `${program.name} needs Python`;
}

/**
 * What a failure says of its cause: the condition's sentence, or that of what failed first, which can be why the rest did. Where the plain
 * run has failed too, its sentence is the one to look at.
 */
function hintOf(run: RunResult, earlier: readonly RunResult[]): RunResult["hint"] {
  if (run.outcome !== "failed") return undefined;
  const { condition, expectations } = run;
  const plain = earlier.find((each) => each.condition.effects.length === 0);
  if (plain?.hint !== undefined) return plain.hint;
  if (condition.hint !== undefined) return condition.hint;
  return expectations.find(({ isMet, hint }) => !isMet && hint !== undefined)?.hint;
}

function skipped(condition: Condition, reason: string): RunResult {
  const nothing = { isTimedOut: false, durationSeconds: 0, programs: [], expectations: [] };
  return { condition, outcome: "skipped", reason, ...nothing };
}

interface OnceOptions extends RunOptions {
  readonly place: RunPlace;
  readonly hosts: LabHosts;
}

async function runOnce(scenario: Scenario, condition: Condition, options: OnceOptions): Promise<RunResult> {
  const {
    baseUrl,
    webSocket,
    accessCode,
    signal,
    runPython,
    timeLimitSeconds = TIME_LIMIT_SECONDS,
    place,
    hosts,
    onProgress,
  } = options;
  const rest = restOf(options);
  // It deletes the lab also where the run was stopped.
  const lasting = restOf({ baseUrl, ...(accessCode !== undefined && { accessCode }) });
  const { key, close } = await (options.openLab?.(hosts) ?? openByRest(rest, lasting, hosts));
  onProgress?.({ kind: "conditionStarted", place, condition, lab: key });
  try {
    const connection = await Connection.open({
      baseUrl,
      key,
      ...(webSocket !== undefined && { webSocket }),
      ...(signal !== undefined && { signal }),
    });
    try {
      const run = new ScenarioRun({
        scenario,
        condition,
        rest,
        connection,
        key,
        runPython,
        timeLimitSeconds,
        signal,
        report: onProgress === undefined ? undefined : (progress) => onProgress({ ...progress, place }),
      });
      const result = { condition, ...(await run.run()) };
      const record = { events: () => rest.traceText(key), packets: () => rest.capture(key) };
      await options.onRecord?.({ ...place, ...record });
      return result;
    } finally {
      connection.close();
    }
  } finally {
    await close();
  }
}

async function openByRest(rest: RestClient, lasting: RestClient, hosts: LabHosts): Promise<OpenedLab> {
  const { lab, token } = await rest.createLab({ ttlSeconds: LAB_SECONDS, ...hosts });
  const key: LabKey = { lab: lab.id, token };
  return { key, close: () => lasting.deleteLab(key).catch(() => undefined) };
}

function restOf({
  baseUrl,
  accessCode,
  signal,
}: Pick<RunOptions, "baseUrl" | "accessCode" | "signal">): RestClient {
  return new RestClient({
    baseUrl,
    ...(accessCode !== undefined && { accessCode }),
    ...(signal !== undefined && { fetch: fetchUntil(signal) }),
  });
}

/** Requests that end with a signal, besides their own. */
function fetchUntil(signal: AbortSignal): typeof fetch {
  return (url, init) => {
    const signals = [signal, ...(init?.signal ? [init.signal] : [])];
    return fetch(url, { ...init, signal: AbortSignal.any(signals) });
  };
}
