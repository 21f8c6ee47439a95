import type { LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { callOf, eventsOf, findCall, findPacket, packetOf } from "../../fixtures/find-events.js";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { renumbered } from "../../fixtures/renumber.js";
import { RecordModel } from "../../record/record-model.js";
import { modelOf as recordModelOf } from "../../record/test-record.js";
import { DiagramModel } from "./diagram-model.js";
import { FOLD_FROM } from "./fold.js";
import { thingOf } from "./row-things.js";
import { rowIndex } from "./rows.js";

const exchange = loadFixture("sample-programs");
const transfer = loadFixture("big-transfer");
const datagrams = eventsOf(loadFixture("udp-lost"), "packet");

/** Two programs start. */
const opening = eventsOf(exchange, "processStarted");
const printed = eventsOf(exchange, "output");
/** A full segment of a transfer, and the acknowledgement that says that there is no room for more. */
const data = findPacket(transfer, ({ tcp }) => (tcp?.payloadBytes ?? 0) > 0 && tcp?.notes.length === 0);
const noRoom = findPacket(transfer, ({ tcp }) => tcp?.notes.includes("zero-window") === true);
const dataBytes = data.tcp?.payloadBytes ?? 0;

function repeated(events: readonly LabEvent[], times: number): LabEvent[] {
  return Array.from({ length: times }, () => events).flat();
}

function bulk(segments: number): LabEvent[] {
  return repeated([data], segments);
}

/** Events a millisecond apart, the last one at another time. */
function lastAt(atUs: number, events: readonly LabEvent[]): LabEvent[] {
  return renumbered(events, (index) => (index === events.length - 1 ? atUs : (index + 1) * 1000));
}

function modelOf(...parts: readonly (readonly LabEvent[])[]) {
  const record = recordModelOf(renumbered(parts.flat()));
  const model = new DiagramModel({ record });
  const rows = () => model.store.getState().rows.filter(({ kind }) => kind !== "chapter");
  return { model, record, rows };
}

/** What rows there are of a trace, beside the names of chapters. */
function kindsOf(events: readonly LabEvent[]): string[] {
  const { rows } = new DiagramModel({ record: recordModelOf(events) }).store.getState();
  return rows.map(({ kind }) => kind).filter((kind) => kind !== "chapter");
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
    expect(fold.fold).toMatchObject({ packets: FOLD_FROM + 60, forthBytes: (FOLD_FROM + 60) * dataBytes });
    expect(fold.lastSeq).toBe(2 + FOLD_FROM + 60);
  });

  it("counts datagrams as such, and those that were dropped", () => {
    const [arrived, dropped] = [datagrams.slice(0, 1), datagrams.slice(-1)];
    const { rows } = modelOf(opening, repeated(arrived, FOLD_FROM - 3), repeated(dropped, 3));
    const [, , fold] = rows();
    if (fold?.kind !== "fold") throw new Error("not a fold");
    expect(fold.fold).toMatchObject({ packets: FOLD_FROM, isDatagrams: true, dropped: 3 });
    const { rows: others } = modelOf(opening, bulk(FOLD_FROM));
    expect(others()[2]).toMatchObject({ fold: { isDatagrams: false, dropped: 0 } });
  });

  it("stops at whatever is no bulk: a reset, a zero window", () => {
    const { rows } = modelOf(opening, bulk(FOLD_FROM), [noRoom], bulk(FOLD_FROM));
    expect(rows().map(({ kind }) => kind)).toEqual(["entry", "entry", "fold", "entry", "fold"]);
    const reset = eventsOf(loadFixture("reset"), "packet");
    const acknowledgements = repeated(reset.slice(2, 3), FOLD_FROM);
    const { rows: others } = modelOf(opening, acknowledgements, reset.slice(3), acknowledgements);
    const kinds = others().flatMap((row) => (row.kind === "entry" ? row.entry.kind : row.kind));
    expect(kinds.filter((kind) => kind !== "state")).toEqual([
      "process",
      "process",
      "fold",
      "packet",
      "fold",
    ]);
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

  it("makes one row of the same also where it comes slowly, and ends it with a long pause", () => {
    const pauseUs = 500_000;
    const slow = renumbered([...opening, ...bulk(2 * FOLD_FROM)], (index) => index * pauseUs);
    expect(kindsOf(slow)).toEqual(["entry", "gap", "entry", "gap", "fold"]);
    const paused = renumbered(
      [...opening, ...bulk(2 * FOLD_FROM)],
      (index) => index * pauseUs + (index < FOLD_FROM + 2 ? 0 : 3_000_000),
    );
    expect(kindsOf(paused).filter((kind) => kind === "fold")).toHaveLength(2);
  });

  it("keeps the row of a call that waits longer than bulk does", () => {
    const [begins, waits] = callOf(transfer, "sendall");
    if (begins === undefined || waits?.event !== "callBlocked") throw new Error("sendall has not waited");
    /** With it the connection of the call's socket is known, and the call is of the same bulk. */
    const handshake = packetOf(transfer, 3);
    const sends = [handshake, begins, waits, ...bulk(FOLD_FROM)];
    const events = lastAt(900_000, [...opening, ...sends, ...printed.slice(0, 1)]);
    const model = new DiagramModel({ record: recordModelOf(events) });
    const texts = model.store
      .getState()
      .rows.filter(({ kind }) => kind !== "chapter")
      .map((row) => (row.kind === "entry" ? row.entry.kind : row.kind));
    expect(texts).toEqual(["process", "process", "fold", "call", "gap", "output"]);
  });
});

it("shows pauses in a row of their own", () => {
  const record = recordModelOf(lastAt(2_000_000, [...opening, ...printed.slice(0, 1)]));
  const { rows } = new DiagramModel({ record }).store.getState();
  expect(rows.map(({ kind }) => kind)).toEqual(["entry", "entry", "gap", "entry"]);
  expect(rows[2]).toMatchObject({ us: 1_998_000 });
});

describe("filters", () => {
  const [question, answer] = exchange.filter((event) => event.event === "packet" && event.data !== undefined);
  if (question === undefined || answer === undefined)
    throw new Error("The recording has no question and answer");
  const ofClient = printed.find(({ pid }) => pid === 2);
  if (ofClient === undefined) throw new Error("The client has printed nothing");
  /** Each program makes a call on its end of the connection; data come, and the client prints something. */
  const talk = [findCall(exchange, "recv"), findCall(exchange, "getsockname"), question, ofClient];

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
    model.setFilter({ text: "GOOD MORNING" });
    expect(rows()).toHaveLength(1);
    record.append(renumbered([...opening, ...talk, answer]));
    expect(rows()).toHaveLength(2);
  });

  it("show one program's part, packets with the other included", () => {
    const { model, rows } = modelOf(opening, talk);
    model.setFilter({ lane: 1 });
    expect(rows().map((row) => (row.kind === "entry" ? row.entry.kind : row.kind))).toEqual([
      "process",
      "call",
      "packet",
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
  const three = [...printed.slice(0, 1), noRoom, ...printed.slice(0, 1), data, ...printed.slice(0, 1), data];
  record.append(renumbered([...opening, ...repeated(three, 667)], (index) => index + 1));
  const { rows, evictedEntries, evictedRows } = model.store.getState();
  expect(rows.length).toBeLessThanOrEqual(1_050);
  expect(evictedEntries).toBeGreaterThan(2_800);
  expect(evictedRows).toBeGreaterThan(2_800);
});

it("has no row that outlives its call: each opens it", () => {
  const waits = callOf(exchange, "accept");
  expect(waits.map(({ event }) => event)).toEqual(["callStarted", "callBlocked", "callEnded"]);
  const record = new RecordModel({ maxEvents: 20_000 });
  const model = new DiagramModel({ record });
  const all = renumbered([...opening, ...repeated(waits, 15_000)], (index) => index + 1);
  for (let index = 0; index < all.length; index += 100) record.append(all.slice(index, index + 100));
  const { rows } = model.store.getState();
  const things = rows.map(thingOf).filter((thing) => thing?.kind === "call");
  expect(things.length).toBeGreaterThan(10_000);
  for (const thing of things) expect(record.store.getState().findCall(thing?.call ?? 0)).toBeDefined();
  const listed = record.store.getState().calls.map(({ call }) => call);
  expect(new Set(things.map((thing) => thing?.call))).toEqual(new Set(listed));
});
