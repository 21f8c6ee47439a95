import { describe, expect, it } from "vitest";
import { RecordModel } from "../../record/record-model.js";
import { datagram, segment } from "../../record/test-packets.js";
import { modelOf as recordModelOf } from "../../record/test-record.js";
import { flood, type Story, story } from "../../record/test-story.js";
import { DiagramModel } from "./diagram-model.js";
import { FOLD_FROM } from "./fold.js";
import { thingOf } from "./row-things.js";
import { rowIndex } from "./rows.js";

const opening = [
  { event: "processStarted", pid: 1, name: "a.py" },
  { event: "processStarted", pid: 2, name: "b.py" },
];

function bulk(segments: number) {
  return Array.from({ length: segments }, (_, index) =>
    segment({ from: "1", to: "2", relativeSeq: 1 + index * 1000, bytes: 1000, flags: ["ACK"] }),
  );
}

function modelOf(...parts: Story) {
  const record = recordModelOf(story(...parts));
  const model = new DiagramModel({ record });
  return { model, record, rows: () => model.store.getState().rows };
}

describe("folding", () => {
  it("leaves a short exchange as it is", () => {
    const { rows } = modelOf(opening, bulk(FOLD_FROM - 1));
    expect(rows()).toHaveLength(2 + FOLD_FROM - 1);
  });

  it("makes one row of a long one, with its sums, and lets it grow", () => {
    const { rows } = modelOf(opening, bulk(FOLD_FROM + 60));
    expect(rows()).toHaveLength(3);
    const [, , fold] = rows();
    if (fold?.kind !== "fold") throw new Error("not a fold");
    expect(fold.fold).toMatchObject({ packets: FOLD_FROM + 60, forthBytes: (FOLD_FROM + 60) * 1000 });
    expect(fold.lastSeq).toBe(2 + FOLD_FROM + 60);
  });

  it("counts datagrams as such, and those that were dropped", () => {
    const datagrams = Array.from({ length: FOLD_FROM }, (_, index) =>
      datagram({ from: "1", to: "2", bytes: 1400, isDropped: index >= FOLD_FROM - 3 }),
    );
    const { rows } = modelOf(opening, datagrams);
    const [, , fold] = rows();
    if (fold?.kind !== "fold") throw new Error("not a fold");
    expect(fold.fold).toMatchObject({ packets: FOLD_FROM, isDatagrams: true, dropped: 3 });
    const { rows: others } = modelOf(opening, bulk(FOLD_FROM));
    expect(others()[2]).toMatchObject({ fold: { isDatagrams: false, dropped: 0 } });
  });

  it("stops at whatever is no bulk: a reset, a zero window", () => {
    const odd = [segment({ from: "2", to: "1", isReply: true, notes: ["zero-window"] })];
    const { rows } = modelOf(opening, bulk(FOLD_FROM), odd, bulk(FOLD_FROM));
    expect(rows().map(({ kind }) => kind)).toEqual(["entry", "entry", "fold", "entry", "fold"]);
  });

  it("shows what is in it on demand, in order, and hides it again", () => {
    const { model, rows } = modelOf(opening, bulk(FOLD_FROM));
    const [, , fold] = rows();
    if (fold?.kind !== "fold") throw new Error("not a fold");
    model.toggleFold(fold.fold.id);
    expect(rows()).toHaveLength(3 + FOLD_FROM);
    expect(rows().map(({ seq }) => seq)).toEqual(
      rows()
        .map(({ seq }) => seq)
        .toSorted((a, b) => a - b),
    );
    model.toggleFold(fold.fold.id);
    expect(rows()).toHaveLength(3);
  });

  it("keeps the row of a call that waits longer than bulk does", () => {
    const events = story(
      opening,
      [
        { event: "callStarted", call: 1, pid: 1, command: "sendall", params: { fd: 3, data: { bytes: 9 } } },
        { event: "callBlocked", call: 1, pid: 1 },
      ],
      bulk(FOLD_FROM),
      [{ event: "output", pid: 2, stream: "stdout", text: "late", at: 900_000 }],
    );
    const model = new DiagramModel({ record: recordModelOf(events) });
    const texts = model.store
      .getState()
      .rows.map((row) => (row.kind === "entry" ? row.entry.kind : row.kind));
    expect(texts).toEqual(["process", "process", "call", "fold", "gap", "output"]);
  });
});

it("shows pauses in a row of their own", () => {
  const { rows } = modelOf(opening, [
    { event: "output", pid: 1, stream: "stdout", text: "x", at: 2_000_000 },
  ]);
  expect(rows().map(({ kind }) => kind)).toEqual(["entry", "entry", "gap", "entry"]);
  expect(rows()[2]).toMatchObject({ us: 1_998_000 });
});

describe("filters", () => {
  const talk = [
    { event: "callStarted", call: 1, pid: 1, command: "recv", params: { fd: 3, bufsize: 5 } },
    segment({ from: "1", to: "2", text: "hello", flags: ["PSH", "ACK"] }),
    { event: "output", pid: 2, stream: "stdout", text: "something printed" },
  ];

  it("show some kinds only", () => {
    const { model, rows } = modelOf(opening, talk);
    model.setFilter({ kinds: new Set(["packets"]) });
    expect(rows().map((row) => (row.kind === "entry" ? row.entry.kind : row.kind))).toEqual([
      "process",
      "process",
      "packet",
    ]);
  });

  it("show what says a text, also of what comes later", () => {
    const { model, record, rows } = modelOf(opening, talk);
    model.setFilter({ text: "HELLO" });
    expect(rows()).toHaveLength(1);
    record.append(story(opening, talk, [segment({ from: "1", to: "2", text: "hello again" })]));
    expect(rows()).toHaveLength(2);
  });

  it("show one program's part, packets with the other included", () => {
    const { model, rows } = modelOf(opening, talk);
    model.setFilter({ lane: 1 });
    expect(rows().map((row) => (row.kind === "entry" ? row.entry.kind : row.kind))).toEqual([
      "process",
      "output",
    ]);
  });
});

it("finds the row that holds an event", () => {
  const { rows } = modelOf(opening, bulk(FOLD_FROM));
  expect([1, 2, 3, 20].map((seq) => rowIndex(rows(), seq))).toEqual([0, 1, 2, 2]);
});

it("lets rows go with what they stand for", () => {
  const record = new RecordModel({ maxEvents: 1_000 });
  const model = new DiagramModel({ record });
  const events = Array.from({ length: 2_000 }, (_, index) => [
    { event: "output", pid: 1, stream: "stdout", text: `line ${index}` },
    segment({ from: "1", to: "2", bytes: 100, notes: index % 3 === 0 ? ["duplicate-ack"] : [] }),
  ]).flat();
  record.append(flood([...opening, ...events]));
  const { rows, evictedEntries, evictedRows } = model.store.getState();
  expect(rows.length).toBeLessThanOrEqual(1_050);
  expect(evictedEntries).toBeGreaterThan(2_800);
  expect(evictedRows).toBeGreaterThan(2_800);
});

it("has no row that outlives its call: each opens it", () => {
  const calls = 15_000;
  const events = Array.from({ length: calls }, (_, index) => [
    {
      event: "callStarted",
      call: index + 1,
      pid: 1,
      command: "getsockopt",
      params: { fd: 3, level: "SOL_SOCKET", option: "SO_ERROR" },
    },
    { event: "callBlocked", call: index + 1, pid: 1 },
    {
      event: "callEnded",
      call: index + 1,
      pid: 1,
      command: "getsockopt",
      durationUs: 2_000,
      blockedUs: 2_000,
      result: { value: 0 },
    },
  ]).flat();
  const record = new RecordModel({ maxEvents: 20_000 });
  const model = new DiagramModel({ record });
  const all = flood([...opening, ...events]);
  for (let index = 0; index < all.length; index += 100) record.append(all.slice(index, index + 100));
  const { rows } = model.store.getState();
  const things = rows.map(thingOf).filter((thing) => thing?.kind === "call");
  expect(things.length).toBeGreaterThan(10_000);
  for (const thing of things) expect(record.store.getState().findCall(thing?.call ?? 0)).toBeDefined();
  const listed = record.store.getState().calls.map(({ call }) => call);
  expect(new Set(things.map((thing) => thing?.call))).toEqual(new Set(listed));
});
