import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../limits.js";
import { base64FromBytes } from "../values/base64.js";
import { SocketState } from "../values/socket.js";
import { formatScenario } from "./format/format-scenario.js";
import { packetNotes } from "./notation/packet-notes.js";
import type { Value } from "./notation/value.js";
import { parseScenario } from "./parse-scenario.js";
import { Lines } from "./problem.js";
import {
  comparisons,
  type Effect,
  type Expectation,
  type Observation,
  Scenario,
  segmentFlags,
} from "./scenario.js";
import { golden } from "./test-scenarios.js";

const seconds = fc.integer({ min: 0, max: 600_000_000 }).map((microseconds) => microseconds / 1e6);
const text = fc.string({ unit: "binary", maxLength: 12 });
const bytes = fc.uint8Array({ maxLength: 12 }).map((data) => ({ bytes: base64FromBytes(data) }));
const constant: fc.Arbitrary<Value> = fc.oneof(
  text,
  bytes,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom({ name: "AF_INET" }, { hex: "16 03 01" }, { file: "a/b.txt" }),
  fc.record({ repeat: fc.oneof(text, bytes), times: fc.nat(99) }),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    constant,
    fc.constant({ any: true as const }),
    fc.array(tie("value"), { maxLength: 3 }).map((tuple) => ({ tuple })),
    fc.array(tie("value"), { maxLength: 3 }).map((list) => ({ list })),
    fc.tuple(text, text).map(([before, after]) => ({ parts: [before, { any: true as const }, after] })),
    constant.map((not) => ({ not })),
  ),
}));

const program = fc.constantFrom("server.py", "client", "folder/a-b");
const socket = fc.record(
  { program, variable: fc.constantFrom("s", "conn_2"), number: fc.integer({ min: 1, max: 9 }) },
  { requiredKeys: ["program"] },
);
const end = fc.oneof(socket, fc.constant({ any: true as const }));
const packetOf = fc.record(
  {
    flags: fc.uniqueArray(fc.constantFrom(...segmentFlags), { minLength: 1, maxLength: 3 }),
    payload: fc.oneof(text, bytes),
    isRetransmission: fc.constant(true as const),
    note: fc.constantFrom(...packetNotes),
  },
  { requiredKeys: ["flags"] },
);
const packet = fc.oneof(
  packetOf,
  fc.tuple(end, end, packetOf).map(([from, to, rest]) => ({ from, to, ...rest })),
  fc.constantFrom(
    { kind: "datagram" as const },
    { kind: "icmp" as const },
    { note: "keep-alive-ack" as const },
  ),
);
const times = fc.record({ withinSeconds: seconds, forSeconds: seconds }, { requiredKeys: [] });
const not = fc.record({ not: fc.constant(true as const) }, { requiredKeys: [] });
const exact = fc.record({ isExact: fc.constant(true as const) }, { requiredKeys: [] });
const moment = fc.record({
  program,
  call: fc.constantFrom("accept", "listen"),
  number: fc.integer({ min: 1, max: 99 }),
});

const observation: fc.Arbitrary<Observation> = fc
  .tuple(
    fc.oneof(
      fc
        .tuple(fc.array(packet, { minLength: 1, maxLength: 4 }), exact)
        .map(([packets, rest]) => ({ kind: "packets" as const, packets, ...rest })),
      fc
        .tuple(socket, fc.constantFrom(...SocketState.options), not)
        .map(([of, state, rest]) => ({ kind: "state" as const, socket: of, state, ...rest })),
      fc
        .tuple(fc.constantFrom("output" as const, "stderr" as const), program, value, exact)
        .map(([kind, of, pattern, rest]) => ({ kind, program: of, text: pattern, ...rest })),
      fc
        .tuple(program, fc.nat(255), not)
        .map(([of, status, rest]) => ({ kind: "exit" as const, program: of, status, ...rest })),
      program.map((of) => ({ kind: "raises" as const, program: of, exception: "ConnectionResetError" })),
      fc.tuple(moment, value).map(([call, result]) => ({ kind: "result" as const, call, value: result })),
      fc.record({
        kind: fc.constant("queue" as const),
        socket,
        queue: fc.constantFrom("accept" as const, "SYN" as const, "receive" as const, "send" as const),
        comparison: fc.constantFrom(...comparisons),
        count: fc.nat(),
      }),
    ),
    times,
  )
  .map(([observed, when]) => ({ ...observed, ...when }));
const sentence = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
const hint = fc.record(
  { hint: fc.record({ en: sentence, "zh-TW": sentence }, { requiredKeys: ["en"] }) },
  { requiredKeys: [] },
);
const expectation: fc.Arbitrary<Expectation> = fc
  .tuple(
    fc.oneof(
      observation,
      observation.map((never) => ({ kind: "never" as const, observation: never })),
    ),
    hint,
  )
  .map(([expected, why]) => ({ ...expected, ...why }));

const scope = fc.record({ program }, { requiredKeys: [] });
const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("shortReads" as const, "shortWrites" as const),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(9),
      scope,
    )
    .map(([kind, min, more, of]) => ({ kind, min, max: min + more, ...of })),
  fc.tuple(seconds, scope).map(([delaySeconds, of]) => ({ kind: "slowPeer" as const, delaySeconds, ...of })),
  fc
    .tuple(fc.integer({ min: 1, max: 1000 }), scope)
    .map(([lengthBytes, of]) => ({ kind: "resetAfter" as const, lengthBytes, ...of })),
  fc
    .tuple(seconds, seconds)
    .map(([delaySeconds, jitterSeconds]) => ({ kind: "delay" as const, delaySeconds, jitterSeconds })),
  fc.integer({ min: 1, max: 1e12 }).map((bitsPerSecond) => ({ kind: "rate" as const, bitsPerSecond })),
  fc
    .tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer(limits.wireQueueBytes))
    .map(([bitsPerSecond, queueBytes]) => ({ kind: "rate" as const, bitsPerSecond, queueBytes })),
  fc.integer({ min: 0, max: 1000 }).map((tenths) => ({ kind: "loss" as const, percent: tenths / 10 })),
  fc
    .tuple(packet, fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 }))
    .map(([dropped, numbers]) => ({ kind: "drop" as const, packet: dropped, numbers })),
);
const condition = fc
  .tuple(
    fc.record(
      {
        name: fc.string({ minLength: 1, maxLength: 20 }),
        effects: fc.array(effect, { maxLength: 3 }),
        seed: fc.nat(0xffff_ffff),
        points: fc.integer({ min: 0, max: 100 }).map((halves) => halves / 2),
        isHidden: fc.constant(true as const),
      },
      { requiredKeys: ["effects"] },
    ),
    hint,
  )
  .map(([row, why]) => ({ ...row, ...why }));

const line = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("-- x --", "\\-- y -- z", "", "#"),
);
const content = fc
  .array(
    line.map((each) => each.replace(/[\r\n]/g, "")),
    { maxLength: 4 },
  )
  .map((lines) => lines.map((each) => `${each}\n`).join(""));

const scenario: fc.Arbitrary<Scenario> = fc.record(
  {
    format: fc.constant(1 as const),
    title: fc.record(
      { en: fc.constant("A title: with # signs"), "zh-TW": fc.constant("標題") },
      { requiredKeys: ["en"] },
    ),
    topics: fc.constant(["tcp", "three-way handshake"]),
    level: fc.constant("beginner" as const),
    network: fc.constant("wire" as const),
    text: fc.record({ en: content, "zh-TW": content }, { requiredKeys: ["en"] }),
    programs: content.map((source) => [
      { name: "server.py", source },
      {
        name: "client.py",
        source,
        after: { program: "server.py", call: "listen", number: 1 },
        arguments: ["a b"],
        times: 2,
      },
      { name: "folder/a-b.py", source, host: "client", isSubmitted: true as const },
    ]),
    files: fc.tuple(content, fc.uint8Array({ maxLength: 200 })).map(([plain, data]) => [
      { name: "plain.txt", text: plain },
      { name: "data/x.bin", base64: base64FromBytes(data) },
    ]),
    expect: fc.array(expectation, { maxLength: 4 }),
    conditions: fc.array(condition, { maxLength: 4 }),
  },
  { requiredKeys: ["format", "title", "programs", "files", "expect", "conditions"] },
);

/** A scenario without the lines that it was read from. */
function withoutLines(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item) => (key === "line" ? undefined : item)));
}

test("A scenario that is written and read is the same", () => {
  fc.assert(
    fc.property(scenario, (written) => {
      const { scenario: read, problems } = parseScenario(formatScenario(written));
      expect(problems).toEqual([]);
      expect(withoutLines(read)).toEqual(withoutLines(written));
      expect(Scenario.safeParse(read).error).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("A text that is read and written keeps its form when that is done again", () => {
  const { scenario: read, problems } = parseScenario(golden);
  expect(problems).toEqual([]);
  const once = read && formatScenario(read);
  const { scenario: again } = parseScenario(once ?? "");
  expect(again && formatScenario(again)).toBe(once);
  expect(withoutLines(again)).toEqual(withoutLines(read));
});

/** The same in fewer lines, of which many more can be changed in the same time. */
const short = golden
  .split("\n")
  .filter((each, at) => each.startsWith("--") || each.startsWith("title") || at % 4 === 0)
  .join("\n");

test.each([
  [8000, "short", short],
  [2000, "whole", golden],
])(
  "Each of %i changed texts is read, or has mistakes with places in it (%s)",
  (numRuns, _, text) => {
    const pieces = [...new Set(golden.match(/\w+|[^\w\s]|\s+/g))];
    const change = fc.record({
      at: fc.nat(text.length),
      length: fc.nat(12),
      by: fc.oneof(
        fc.constantFrom(...pieces, "", "(((((", "!!", "\\", '"', "9".repeat(30), "\u{1f389}"),
        fc.string({ maxLength: 4 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let changed = text;
        for (const { at, length, by } of changes)
          changed = changed.slice(0, at) + by + changed.slice(at + length);
        const { scenario: read, problems } = parseScenario(changed);
        if (read !== undefined) {
          expect(Scenario.safeParse(read).error).toBeUndefined();
          return;
        }
        const lines = new Lines(changed);
        expect(problems.length).toBeGreaterThan(0);
        for (const { line: at, column, message } of problems) {
          expect(message).not.toBe("");
          expect(at).toBeLessThanOrEqual(lines.lineOf(changed.length));
          expect(column).toBeGreaterThan(0);
        }
      }),
      { numRuns },
    );
  },
  60_000,
);

test.each([
  ["brackets", `s = ${"(".repeat(900_000)}`],
  ["negations", `s = socket()\ns.recv(1) == ${"!".repeat(900_000)}`],
  ["spaces", `title: a${" ".repeat(900_000)}b`],
  ["headings", "-- a -- ".repeat(100_000)],
  ["dashes", `-- ${"-- ".repeat(300_000)}x`],
  ["operators", `s = 1${" + 1".repeat(200_000)}`],
  ["strings", `s = ${'"a" '.repeat(200_000)}`],
  ["lines", "s = socket()\n".repeat(70_000)],
  ["broken lines", "s = \n".repeat(180_000)],
  ["commas", `a${", a".repeat(300_000)}`],
  ["backslashes", "\\".repeat(900_000)],
])("A megabyte of %s is read to its end", (_, steps) => {
  const { problems } = parseScenario(`title: t\n-- a.steps --\n${steps}`);
  expect(problems.length).toBeGreaterThan(0);
  const inExpectation = parseScenario(`title: t\n-- a.steps --\n-- expect --\noutput a ${steps}`);
  expect(inExpectation.problems.length).toBeGreaterThan(0);
});
