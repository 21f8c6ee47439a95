import { z } from "zod";
import { LabEvent } from "../events.js";
import { limits } from "../limits.js";
import { describeRoute } from "./describe-route.js";
import { GivenScenario } from "./scenario-routes.js";

const RunId = z
  .string()
  .regex(/^[\w-]{22}$/, "must be the `id` of a run")
  .describe("The run. Who knows it may see the run, and stop it.");

const ConditionNumber = z
  .int()
  .min(1)
  .max(limits.scenarioConditions)
  .describe("Which of the scenario's conditions, counted from 1.");

const CreateRun = z.strictObject({
  ...GivenScenario,
  seed: z.int().min(0).max(0xffff_ffff).optional().describe("Instead of the seeds of conditions."),
  timeLimitSeconds: z
    .number()
    .min(0.1)
    .max(limits.runTimeLimitSeconds)
    .default(limits.runTimeLimitSeconds)
    .describe("For the programs of one condition, which are interrupted then."),
});
export type CreateRun = z.infer<typeof CreateRun>;

const RunRecordLinks = z.strictObject({
  number: ConditionNumber,
  events: z.string().optional().describe("Path of the events of this condition's lab."),
  packets: z.string().optional().describe("Path of its packets; absent where none were captured."),
});

export const Run = z
  .strictObject({
    id: RunId,
    state: z
      .enum(["running", "ended", "stopped", "failed"])
      .describe(
        "`ended`: all conditions have an outcome. `stopped`: by a request, its client or its time. `failed`: it could not be run to its end.",
      ),
    reason: z.string().optional().describe("Why it was stopped, or failed."),
    startedAt: z.iso.datetime().describe("When it began: RFC 3339, UTC."),
    isPassed: z
      .boolean()
      .optional()
      .describe("Whether all conditions have passed or were skipped, once it has ended."),
    results: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("What `sockpit run --json` writes, as far as conditions have ended."),
    records: z
      .array(RunRecordLinks)
      .describe("What the labs have recorded. Kept for some minutes, as the run is."),
  })
  .describe("A run of a scenario.");
export type Run = z.infer<typeof Run>;

/** JUnit, HTML. */
const Text = z.string();

const asResults = { json: Run, xml: Text, html: Text } as const;

const exampleId = "Zt7dPq0c5RwJxY2bq1nXU2";

const exampleRun = {
  id: exampleId,
  state: "ended",
  startedAt: "2026-01-31T12:00:00.000Z",
  isPassed: true,
  results: { format: 1, isPassed: true, scenarios: [] },
  records: [{ number: 1, events: `/api/runs/${exampleId}/conditions/1/events` }],
};

const exampleScenario = `title: Hello
-- server.steps --
s = create_server(("127.0.0.1", 8088))
conn, address = s.accept()
-- client.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088))
-- expect --
packets client > server SYN
`;

const exampleProgress = { kind: "programStarted", number: 1, of: 1, program: "server.steps", pid: 1, seq: 1 };

export const createRun = describeRoute({
  method: "POST",
  path: "/api/runs",
  tag: "scenarios",
  summary: "Run a scenario, and decide what it expects.",
  description: `Its programs run once for each condition, each time in a lab of its own, which counts as the caller's. Programs in Python run only where the operator allows it. The answer comes once all is decided; a client that leaves before stops the run. With \`Prefer: respond-async\` it comes at once (202), and the run goes on by itself; with \`Accept: text/event-stream\` it is the progress. A run ends after ${limits.runSeconds} s at the latest.`,
  access: "visitor",
  answeredBy: "frontDoor",
  headers: {
    Prefer: z.string().optional().describe("`respond-async`: answer at once. RFC 7240 §4.1."),
  },
  body: CreateRun,
  answer: {
    status: 200,
    description: "The results: `isPassed` says whether the scenario has passed. As XML they are JUnit's.",
    media: { ...asResults, eventStream: z.unknown() },
    headers: { Location: "Path of the run." },
    others: { 202: "The run, which goes on." },
  },
  duration: "download",
  errors: [
    "python_not_allowed",
    "too_many_runs",
    "too_many_labs",
    "too_many_labs_of_visitor",
    "lab_host_starting",
  ],
  example: { body: { scenario: exampleScenario, file: "hello.scenario" }, answer: exampleRun },
});

const ofRun = {
  tag: "scenarios",
  access: "visitor",
  answeredBy: "frontDoor",
  errors: ["no_such_run"],
} as const;

export const getRun = describeRoute({
  ...ofRun,
  method: "GET",
  path: "/api/runs/{run}",
  summary: "Get a run: how far it is, and its results.",
  description: "While it runs, the results are of the conditions that have ended.",
  pathFields: { run: RunId },
  answer: { status: 200, description: "The run. As XML the results are JUnit's.", media: asResults },
  duration: "short",
  example: { path: { run: exampleId }, answer: exampleRun },
});

export const runProgress = describeRoute({
  ...ofRun,
  method: "GET",
  path: "/api/runs/{run}/progress",
  summary: "Follow a run.",
  description:
    "Server-sent events from the run's beginning: a condition or a program starts or ends, an expectation is decided. The last message is named `end`, with the run as `getRun` gives it.",
  pathFields: { run: RunId },
  headers: {
    "Last-Event-ID": z
      .int()
      .min(0)
      .optional()
      .describe(
        "What an EventSource sends when it connects again: the number of the last message that it has.",
      ),
  },
  answer: {
    status: 200,
    description: "One step of progress in the data of each message.",
    media: { eventStream: z.unknown() },
  },
  duration: "feed",
  example: { path: { run: exampleId }, answer: exampleProgress },
});

export const runEvents = describeRoute({
  ...ofRun,
  method: "GET",
  path: "/api/runs/{run}/conditions/{number}/events",
  summary: "Get the events of one condition's lab.",
  description: "As `trace` of that lab gave them when the programs had ended. Their fields: /docs/events.",
  pathFields: { run: RunId, number: ConditionNumber },
  answer: { status: 200, description: "One event per line.", media: { ndjson: LabEvent } },
  duration: "download",
  isCompressed: true,
  example: { path: { run: exampleId, number: "1" } },
});

export const runPackets = describeRoute({
  ...ofRun,
  method: "GET",
  path: "/api/runs/{run}/conditions/{number}/packets.pcapng",
  summary: "Download the packets of one condition's lab, for Wireshark.",
  description: "With the names of the processes as comments.",
  pathFields: { run: RunId, number: ConditionNumber },
  answer: {
    status: 200,
    description: "A pcapng file.",
    media: { pcapng: z.instanceof(Uint8Array) },
    headers: { "Content-Disposition": "The name of the file." },
  },
  duration: "download",
  isCompressed: true,
  example: { path: { run: exampleId, number: "1" } },
});

export const stopRun = describeRoute({
  ...ofRun,
  method: "DELETE",
  path: "/api/runs/{run}",
  summary: "Stop a run, and forget what is kept of it.",
  description: "Its programs are interrupted, and its lab is deleted.",
  pathFields: { run: RunId },
  answer: { status: 204, description: "It is stopped and forgotten." },
  duration: "short",
  example: { path: { run: exampleId } },
});
