import { z } from "zod";
import { limits } from "../limits.js";
import { checkSizes, resetAfter, shortTransfers, slowPeer } from "../values/call-condition.js";
import { SocketState } from "../values/socket.js";
import { packetNotes } from "./notation/packet-notes.js";
import { Value } from "./notation/value.js";

/** The version of both forms, text and JSON. A file without one has version 1. */
export const SCENARIO_FORMAT = 1;

const Line = z.int().min(1).optional().describe("The line of the text form that it was read from.");
const Seconds = z.number().min(0).max(limits.scenarioSeconds);
const Name = z.string().min(1).max(limits.fileNameLength);
const Text = z.string().max(limits.scenarioBytes);

export const LocalText = z
  .strictObject({
    en: Text.describe("For every language that has none of its own."),
    "zh-TW": Text.optional().describe("In Traditional Chinese."),
  })
  .describe("A text in the page's languages.")
  .meta({ id: "LocalText" });
export type LocalText = z.infer<typeof LocalText>;

export const scenarioLevels = ["beginner", "intermediate", "advanced"] as const;

export const Moment = z
  .strictObject({
    program: Name,
    call: z.string().optional().describe("The call that it has made; absent: the program has ended."),
    number: z
      .int()
      .min(1)
      .max(limits.scenarioLoops)
      .default(1)
      .describe("Which of these calls, counted from 1."),
  })
  .describe("Something that a program has done: `server.listen`.")
  .meta({ id: "Moment" });
export type Moment = z.infer<typeof Moment>;

export const ScenarioProgram = z
  .strictObject({
    name: Name.describe("`*.py`: a program in Python. `*.steps`: one in steps. Unique, with its folder."),
    source: Text,
    after: Moment.optional().describe("What must have happened before it starts."),
    arguments: z.array(z.string().max(limits.scenarioListLength)).max(limits.scenarioListLength).optional(),
    times: z.int().min(1).max(limits.scenarioCopies).optional().describe("How many copies run at once."),
    host: z
      .string()
      .min(1)
      .max(limits.processNameLength)
      .optional()
      .describe("In a wire lab: the host that it runs on."),
    isSubmitted: z
      .literal(true)
      .optional()
      .describe("Homework: a submission's file of this name takes its place."),
    line: Line,
  })
  .meta({ id: "Program" });
export type ScenarioProgram = z.infer<typeof ScenarioProgram>;

export const DataFile = z
  .union([
    z.strictObject({ name: Name, text: Text.describe("UTF-8, without a byte order mark.") }),
    z.strictObject({ name: Name, base64: z.base64().max(limits.scenarioBytes).describe("RFC 4648 §4.") }),
  ])
  .describe("A file beside the programs.")
  .meta({ id: "DataFile" });
export type DataFile = z.infer<typeof DataFile>;

export const SocketReference = z
  .strictObject({
    program: Name,
    variable: z.string().optional().describe("The variable that holds it."),
    number: z
      .int()
      .min(1)
      .optional()
      .describe("Which of the program's sockets, in the order in which they were made."),
  })
  .describe("A socket of a program: `client.s`, or `client #2`.")
  .meta({ id: "Socket" });
export type SocketReference = z.infer<typeof SocketReference>;

export const segmentFlags = ["SYN", "ACK", "PSH", "FIN", "RST", "URG"] as const;

export const PacketPattern = z
  .strictObject({
    from: z.union([SocketReference, z.strictObject({ any: z.literal(true) })]).optional(),
    to: z.union([SocketReference, z.strictObject({ any: z.literal(true) })]).optional(),
    flags: z
      .array(z.enum(segmentFlags))
      .optional()
      .describe("TCP flags that it has: RFC 9293 §3.1. SYN alone has no ACK; others may have more."),
    kind: z
      .enum(["data", "datagram", "icmp"])
      .optional()
      .describe("A segment with data; a datagram of UDP; a message of ICMP."),
    payload: Value.optional(),
    isRetransmission: z.literal(true).optional(),
    note: z.enum(packetNotes).optional().describe("What the packet was: `zero-window`."),
  })
  .describe("A packet: `client > server SYN`.")
  .meta({ id: "Packet" });
export type PacketPattern = z.infer<typeof PacketPattern>;

export const comparisons = ["==", "!=", ">=", "<=", ">", "<"] as const;

const Hint = LocalText.optional().describe("What a failure says of its cause, and what to look at.");

const common = {
  withinSeconds: Seconds.optional().describe("How long after the run's end it may still come true."),
  forSeconds: Seconds.optional().describe("How long it must stay true."),
  line: Line,
};

const observations = [
  z.strictObject({
    kind: z.literal("packets"),
    packets: z.array(PacketPattern).min(1).max(limits.scenarioListLength),
    isExact: z.literal(true).optional().describe("No other packet is between them."),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("state"),
    socket: SocketReference,
    state: SocketState,
    not: z.literal(true).optional(),
    ...common,
  }),
  z.strictObject({
    kind: z.enum(["output", "stderr"]),
    program: Name,
    text: Value.describe("Found anywhere in what the program has printed."),
    isExact: z.literal(true).optional().describe("It is all that the program has printed."),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("exit"),
    program: Name,
    status: z.int().min(0).max(255),
    not: z.literal(true).optional(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("raises"),
    program: Name,
    exception: z.string().max(limits.fileNameLength),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("result"),
    call: Moment.describe("The call whose result it is."),
    value: Value,
    ...common,
  }),
  z.strictObject({
    kind: z.literal("queue"),
    socket: SocketReference,
    queue: z
      .enum(["accept", "SYN", "receive", "send"])
      .describe("The first two in connections, the others in bytes."),
    comparison: z.enum(comparisons).default("=="),
    count: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    ...common,
  }),
] as const;

const Observation = z.discriminatedUnion("kind", observations).meta({ id: "Observation" });
export type Observation = z.infer<typeof Observation>;

const [packets, state, output, exit, raises, result, queue] = observations;

export const Expectation = z
  .discriminatedUnion("kind", [
    packets.extend({ hint: Hint }),
    state.extend({ hint: Hint }),
    output.extend({ hint: Hint }),
    exit.extend({ hint: Hint }),
    raises.extend({ hint: Hint }),
    result.extend({ hint: Hint }),
    queue.extend({ hint: Hint }),
    z.strictObject({ kind: z.literal("never"), observation: Observation, hint: Hint, line: Line }),
  ])
  .meta({ id: "Expectation" });
export type Expectation = z.infer<typeof Expectation>;

const scope = { program: Name.optional().describe("Only for this program.") };

export const Effect = z
  .discriminatedUnion("kind", [
    shortTransfers.extend(scope),
    slowPeer.extend(scope),
    resetAfter.extend(scope),
    z.strictObject({ kind: z.literal("delay"), delaySeconds: Seconds, jitterSeconds: Seconds.optional() }),
    z.strictObject({
      kind: z.literal("rate"),
      bitsPerSecond: z.int().min(1).max(1e12),
      queueBytes: z.int().min(limits.wireQueueBytes.min).max(limits.wireQueueBytes.max).optional(),
    }),
    z.strictObject({ kind: z.literal("loss"), percent: z.number().min(0).max(100) }),
    z.strictObject({
      kind: z.literal("drop"),
      packet: PacketPattern,
      numbers: z.array(z.int().min(1)).min(1).max(limits.scenarioListLength),
    }),
  ])
  .check(checkSizes)
  .meta({ id: "Effect" });
export type Effect = z.infer<typeof Effect>;

export const Condition = z
  .strictObject({
    name: z.string().min(1).max(limits.fileNameLength).optional(),
    effects: z.array(Effect).max(limits.scenarioListLength).describe("None: the plain run."),
    seed: z.int().min(0).max(0xffff_ffff).optional().describe("The same seed gives the same run."),
    points: z.number().min(0).max(1e6).optional(),
    isHidden: z.literal(true).optional().describe("Not shown to those who are graded."),
    hint: Hint,
    line: Line,
  })
  .meta({ id: "Condition" });
export type Condition = z.infer<typeof Condition>;

/** A run, described in advance: the JSON form. */
export const Scenario = z.strictObject({
  format: z.literal(SCENARIO_FORMAT).default(SCENARIO_FORMAT),
  title: LocalText,
  summary: LocalText.optional(),
  topics: z.array(z.string().min(1).max(limits.fileNameLength)).max(limits.scenarioListLength).optional(),
  level: z.enum(scenarioLevels).optional(),
  author: Text.optional(),
  licence: Text.optional(),
  network: z
    .enum(["loopback", "wire"])
    .optional()
    .describe("One host on its loopback, or several on a wire."),
  text: LocalText.optional().describe("Markdown: what to look for."),
  programs: z.array(ScenarioProgram).max(limits.scenarioPrograms),
  files: z.array(DataFile).max(limits.scenarioFiles).default([]),
  expect: z.array(Expectation).max(limits.scenarioExpectations).default([]),
  conditions: z.array(Condition).max(limits.scenarioConditions).default([]),
});
export type Scenario = z.infer<typeof Scenario>;
