import type { LabEvent } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { findPacket } from "../../fixtures/find-events.js";
import { type FixtureName, loadFixture, loadFixtureUntil } from "../../fixtures/load-fixture.js";
import { NOW } from "../../record/moment.js";
import { modelOf as recordModelOf } from "../../record/test-record.js";
import type { Arrow } from "./arrow.js";
import { DiagramLayout } from "./diagram-layout.js";
import { DiagramModel } from "./diagram-model.js";
import { draw } from "./picture.js";
import { rowLabel } from "./row-label.js";
import { indexOfEntry, type Row } from "./rows.js";
import { plainText } from "./run.js";
import { diagramWords } from "./translate-words.js";

const ROW = 28;
const words = diagramWords({
  language: "en",
  t: (key, values = {}) => [key, ...Object.values(values)].join(" "),
});

function drawn(events: readonly LabEvent[], asOf = NOW) {
  const model = new DiagramModel({ record: recordModelOf(events) });
  model.setMode("packets");
  const { rows, lanes } = model.store.getState();
  const { record } = model;
  const options = { words, hasRelativeNumbers: true, record, asOf, isLive: true };
  const layout = new DiagramLayout().of({
    ...options,
    ...{ rows, lanes, splits: new Map(), folds: new Map(), paneWidth: 800, size: { fontPx: 12 } },
    headOf: ({ lane }) => ({ name: lanes[lane]?.name ?? "", more: "" }),
  });
  const { columns, geometry, isFolded, hosts } = layout;
  const pictureOf = (first: number, end: number) =>
    draw({ rows, first, end, rowHeight: ROW, geometry, columns, isFolded, record, asOf });
  const textOf = (row: Row) => plainText(rowLabel(row, { ...options, columns }).runs);
  return { model, record, rows, hosts, geometry, columns, pictureOf, textOf };
}

type Drawn = ReturnType<typeof drawn>;

function arrowsOf({ pictureOf, rows }: Drawn, packet: number): Arrow[] {
  const { arrows } = pictureOf(0, rows.length);
  return arrows.filter(({ entry }) => entry?.packet.packet === packet);
}

const numberOf = (name: FixtureName, text: string) =>
  findPacket(loadFixture(name), ({ data }) => data?.text === text).packet;

describe("the diagram of a lab with a wire", () => {
  const loss = drawn(loadFixture("wire-loss"));
  const hands = drawn(loadFixture("wire-hands"));
  const burst = drawn(loadFixture("wire-fast-retransmission"));

  test("has its hosts over their programs, with their addresses", () => {
    expect(loss.hosts).toEqual([
      { name: "server", address: "10.0.0.2", first: 0, last: 0 },
      { name: "client", address: "10.0.0.1", first: 1, last: 1 },
    ]);
  });

  test("draws a packet from the row in which it was sent to the one in which it arrives", () => {
    const syn = loss.record.findPacket(1);
    const [arrow] = arrowsOf(loss, 1);
    const sent = syn === undefined ? -1 : indexOfEntry(loss.rows, syn);
    const arrives = loss.rows.findIndex((row) => row.kind === "entry" && row.entry.kind === "arrival");
    expect(Math.floor((arrow?.y1 ?? 0) / ROW)).toBe(sent);
    expect(Math.floor((arrow?.y2 ?? 0) / ROW)).toBe(arrives);
    expect(arrow).toMatchObject({ lostAt: null, held: null, isUnderWay: false });
    expect(loss.rows.slice(sent, arrives + 1).map(loss.textOf)[0]).toMatch(/^SYN seq=A/);
    expect(loss.textOf(loss.rows[arrives] as Row)).toMatch(/^SYN · arrives after \d+ ms/);
  });

  test("says of each segment behind a lost one that it arrives out of order, and of none before it", () => {
    const text = burst.rows.map(burst.textOf).filter((row) => row.includes("arrives after"));
    const late = text.filter((row) => row.includes("out of order"));
    expect(late).toHaveLength(6);
    for (const row of late) expect(row).toMatch(/^DATA/);
  });

  test("says which address a host asks for, and where it is", () => {
    const { rows, textOf } = drawn(loadFixture("wire-neighbours"));
    const said = rows.map(textOf);
    expect(said.filter((row) => row.startsWith("ARP"))).toEqual([
      expect.stringContaining("ARP who has 10.0.0.2? tell 10.0.0.1"),
      expect.stringContaining("ARP 10.0.0.2 is at 02:00:00:00:00:02"),
    ]);
  });

  test("lets rows pass while nothing but a packet's flight happens, as many for each of the same length", () => {
    const falls = [1, 2, 3].map((packet) => {
      const [arrow] = arrowsOf(loss, packet);
      return Math.floor((arrow?.y2 ?? 0) / ROW) - Math.floor((arrow?.y1 ?? 0) / ROW);
    });
    expect(Math.min(...falls)).toBeGreaterThanOrEqual(3);
    loss.model.setToScale(false);
    expect(loss.model.store.getState().rows.some(({ kind }) => kind === "time")).toBe(false);
    loss.model.setToScale(true);
    expect(loss.model.store.getState().rows.some(({ kind }) => kind === "time")).toBe(true);
  });

  test("draws that packets cross", () => {
    const all = [...Array(30).keys()].flatMap((packet) => arrowsOf(burst, packet));
    const leftward = all.filter(({ x1, x2 }) => x2 < x1);
    const rightward = all.filter(({ x1, x2 }) => x2 > x1);
    const isCrossed = leftward.some((one) =>
      rightward.some((other) => one.y1 < other.y2 && other.y1 < one.y2 && other.y1 > one.y1),
    );
    expect(isCrossed).toBe(true);
  });

  test("marks where a packet was lost, and says what dropped it", () => {
    const packet = numberOf("wire-loss", "hello, server");
    const [arrow] = arrowsOf(loss, packet);
    expect(arrow?.lostAt).not.toBeNull();
    const [left, right] = [...loss.geometry.xs].sort((a, b) => a - b);
    expect(arrow?.lostAt?.x).toBeGreaterThan(left ?? 0);
    expect(arrow?.lostAt?.x).toBeLessThan(right ?? 0);
    const row = loss.rows.find((each) => each.kind === "entry" && each.entry === arrow?.entry);
    expect(row && loss.textOf(row)).toContain("dropped by the rule drop-first");
  });

  test("says, between three hosts, what the setting that lost a packet was set to", () => {
    const { rows, textOf } = drawn(loadFixture("wire-three-hosts"));
    const texts = rows.map(textOf);
    const says = (...parts: string[]) => texts.some((text) => parts.every((part) => text.includes(part)));
    expect(says("perhaps", "lost at random", "50%")).toBe(true);
    expect(says("first", "every n-th packet", "n = 2")).toBe(true);
    expect(says("in a burst", "p 100%, r 25%, loses 100%")).toBe(true);
  });

  test("names the segment that a retransmission repeats, and links both", () => {
    const original = numberOf("wire-loss", "hello, server");
    const { repeats } = loss.pictureOf(0, loss.rows.length);
    expect(repeats.map(({ entry }) => entry.original)).toEqual([original]);
    const row = loss.rows.find((each) => each.kind === "entry" && each.entry === repeats[0]?.entry);
    expect(row && loss.textOf(row)).toContain(`packet ${original} again`);
  });

  test("stops a packet on the wire where it is held, until it goes on", () => {
    const [synAck] = arrowsOf(hands, 2);
    expect(synAck?.held).toMatchObject({ isOver: true });
    const held = drawn(loadFixtureUntil("wire-hands", ({ event }) => event === "packetHeld"));
    const [waiting] = arrowsOf(held, 2);
    expect(waiting).toMatchObject({ isUnderWay: true, held: { isOver: false } });
    expect(waiting?.x2).toBe(waiting?.held?.x);
  });

  test("draws a packet that is duplicated twice, and says that it arrives a second time", () => {
    const packet = numberOf("wire-hands", "twice");
    const arrows = arrowsOf(hands, packet);
    expect(arrows).toHaveLength(2);
    expect(arrows[0]?.y2).toBeLessThan(arrows[1]?.y2 ?? 0);
    expect(hands.rows.map(hands.textOf).some((text) => text.includes("arrives a second time"))).toBe(true);
  });

  test("says of packets what happened to them on their way", () => {
    const texts = hands.rows.map(hands.textOf).join("\n");
    for (const effect of ["was held", "overtaken", "corrupted", "duplicated"])
      expect(texts).toContain(effect);
    expect(texts).toContain("dropped by hand");
    expect(texts).toContain("held on the wire");
  });

  test("draws an arrow also where neither its beginning nor its end is in view", () => {
    const packet = numberOf("wire-fast-retransmission", "segment 8");
    const [arrow] = arrowsOf(burst, packet);
    const [from, to] = [arrow?.y1 ?? 0, arrow?.y2 ?? 0].map((y) => Math.floor(y / ROW));
    const [first, end] = [(from ?? 0) + 2, (to ?? 0) - 1];
    expect(end).toBeGreaterThan(first);
    expect(burst.pictureOf(first, end).arrows.map(({ key }) => key)).toContain(arrow?.key);
  });

  test("knows at a moment of the past that a packet is on its way", () => {
    const syn = loss.record.findPacket(1);
    const before = drawn(loadFixture("wire-loss"), syn?.seq);
    expect(arrowsOf(before, 1)).toMatchObject([{ isUnderWay: true, lostAt: null }]);
  });
});

test("A lab without a wire has no such rows and no such arrows", () => {
  const { rows, hosts, pictureOf } = drawn(loadFixture("retransmission"));
  const picture = pictureOf(0, rows.length);
  expect(hosts).toEqual([]);
  expect(picture.repeats).toEqual([]);
  expect(picture.arrows.every(({ isUnderWay, held }) => !isUnderWay && held === null)).toBe(true);
  expect(
    rows.every((row) => row.kind !== "time" && (row.kind !== "entry" || row.entry.kind !== "arrival")),
  ).toBe(true);
});
