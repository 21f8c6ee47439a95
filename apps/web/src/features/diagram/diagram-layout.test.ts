import type { LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { fixtureNames, loadFixture } from "../../fixtures/load-fixture.js";
import { renumbered } from "../../fixtures/renumber.js";
import { NOW } from "../../record/moment.js";
import { modelOf as recordModelOf } from "../../record/test-record.js";
import type { LaneSplit } from "./columns.js";
import { DiagramLayout, type Layout } from "./diagram-layout.js";
import { DiagramModel } from "./diagram-model.js";
import { extentOf } from "./extent.js";
import { runsWidth } from "./fit-label.js";
import { ARROW_HEAD_DISTANCE, LABEL_DISTANCE, MARGIN } from "./geometry.js";
import { placeLabel } from "./place-label.js";
import type { RowLabel } from "./run.js";
import { diagramWords } from "./translate-words.js";

/** Keys in place of texts, with their values. */
const words = diagramWords({
  language: "en",
  t: (key, values = {}) => [key, ...Object.values(values)].join(" "),
});
const size = { fontPx: 12 };
const paneWidths = [375, 560, 760, 1180];
const ROWS_IN_VIEW = 24;

function modelOf(events: readonly LabEvent[]): DiagramModel {
  return new DiagramModel({ record: recordModelOf(events) });
}

interface Look {
  first?: number;
  end?: number;
  paneWidth: number | null;
  splits?: ReadonlyMap<number, LaneSplit>;
}

function layoutOf(
  model: DiagramModel,
  layouts: DiagramLayout,
  { first = 0, end, paneWidth, splits = none }: Look,
) {
  const { rows, lanes } = model.store.getState();
  return layouts.of({
    ...{ record: model.record, lanes, splits, folds: noFolds, rows: rows.slice(first, end), asOf: NOW },
    ...{ hasRelativeNumbers: true, words, isLive: true, paneWidth, size },
    headOf: headsOf(model),
  });
}

const none: ReadonlyMap<number, LaneSplit> = new Map();
const noFolds: ReadonlyMap<number, boolean> = new Map();
const heads = new WeakMap<DiagramModel, (column: { lane: number }) => { name: string; more: string }>();

function headsOf(model: DiagramModel) {
  const known = heads.get(model);
  if (known !== undefined) return known;
  const headOf = ({ lane }: { lane: number }) => ({
    name: model.record.lanes[lane]?.name ?? "",
    more: " pid 99",
  });
  heads.set(model, headOf);
  return headOf;
}

/** What is wrong with where something stands, in words. */
function faultsOf(layout: Layout): string[] {
  const { geometry, labels, isFolded } = layout;
  const faults: string[] = [];
  for (const [index, label] of labels.entries()) {
    const placed = placeLabel(label, geometry, size);
    const extent = extentOf(label, placed, geometry);
    const isInside = extent.left >= geometry.gutter - 1 && extent.right <= geometry.width;
    if (!isInside) faults.push(`row ${index} reaches out: ${textOf(label)}`);
    const needed = runsWidth(label.runs, size);
    if (placed.width + 1 < Math.min(needed, roomOf(label, layout)) && !stopsBeforeLifeline(label, layout))
      faults.push(`row ${index} is cut: ${textOf(label)}`);
    if (runsWidth(placed.runs, size) > placed.width + 1)
      faults.push(`row ${index} is too long: ${textOf(label)}`);
  }
  const standing = geometry.heads.filter((_, index) => !isFolded[index]).sort((a, b) => a.left - b.left);
  for (const [index, head] of standing.entries()) {
    const before = standing[index - 1];
    if (before !== undefined && before.left + before.width > head.left) faults.push(`head ${index} overlaps`);
    if (head.left + head.width > geometry.width) faults.push(`head ${index} reaches out`);
  }
  return faults;
}

/** Pixels on each side of a lifeline that a call's bar takes, and a little more. */
const CLOSE = 12;

/** Whether a label that has given what may be cut ends at a lifeline, on which it would have ended or which is the last. */
function stopsBeforeLifeline(label: RowLabel, { geometry }: Layout): boolean {
  const placed = placeLabel(label, geometry, size);
  const { left, right } = extentOf({ ...label, place: "whole" }, placed, geometry);
  const isAtOne = geometry.xs.some(
    (x) => Math.abs(x + CLOSE / 2 - left) < CLOSE || Math.abs(x - CLOSE / 2 - right) < CLOSE,
  );
  return isAtOne && label.runs.every((run) => run.gives !== undefined || placed.runs.includes(run));
}

/** All the room that a row has for its label: over an arrow its whole, beside a lifeline the wider side. */
function roomOf(label: RowLabel, { geometry: { xs, gutter, width } }: Layout): number {
  const whole = width - MARGIN - gutter;
  if (label.place !== "lane") return label.place === "arrow" && isOneSided(label) ? 0 : whole;
  const x = xs[label.column] ?? 0;
  const distance = label.tone === undefined ? LABEL_DISTANCE : ARROW_HEAD_DISTANCE;
  return Math.max(width - MARGIN - x, x - gutter) - distance;
}

/** From a lane to itself, or to nobody: the label stands beyond the arrow. */
function isOneSided({ from, to }: RowLabel & { place: "arrow" }): boolean {
  return from === to || from < 0 || to < 0;
}

function textOf({ runs }: RowLabel): string {
  return runs.map(({ text }) => text).join(" ");
}

/** Every window of rows that a page shows when it is scrolled down, one after the other. */
function* windowsOf(model: DiagramModel): Generator<{ first: number; end: number }> {
  const { length } = model.store.getState().rows;
  for (let first = 0; first < length; first += ROWS_IN_VIEW / 2)
    yield { first, end: Math.min(length, first + ROWS_IN_VIEW) };
}

/** Events of many labs after each other, as if one lab had all those programs. */
function manyPrograms(names: readonly (typeof fixtureNames)[number][]): LabEvent[] {
  return renumbered(names.flatMap((name) => loadFixture(name)));
}

describe("where labels and lanes stand", () => {
  it.each(fixtureNames)("cuts no label while its row has room, and keeps all in the picture: %s", (name) => {
    const model = modelOf(loadFixture(name));
    for (const paneWidth of paneWidths) {
      const layouts = new DiagramLayout();
      for (const window of windowsOf(model)) {
        const layout = layoutOf(model, layouts, { ...window, paneWidth });
        expect(faultsOf(layout), `${paneWidth} px, rows from ${window.first}`).toEqual([]);
      }
    }
  });

  it.each(["socket", "thread"] as const)("does so in lanes that are split by %s", (split) => {
    for (const name of ["four-threads", "chat", "two-clients", "threads"] as const) {
      const model = modelOf(loadFixture(name));
      const splits = new Map([[0, split]]);
      for (const paneWidth of paneWidths) {
        const layouts = new DiagramLayout();
        for (const window of windowsOf(model))
          expect(faultsOf(layoutOf(model, layouts, { ...window, paneWidth, splits })), name).toEqual([]);
      }
    }
  });

  it("does so for many programs of all kinds", () => {
    const model = modelOf(manyPrograms(["chat", "udp-lost", "refused", "pieces", "four-threads"]));
    for (const paneWidth of paneWidths) {
      const layouts = new DiagramLayout();
      for (const window of windowsOf(model))
        expect(faultsOf(layoutOf(model, layouts, { ...window, paneWidth }))).toEqual([]);
    }
  });

  it.each(fixtureNames)("is as wide as its content where nobody gives a width: %s", (name) => {
    const model = modelOf(loadFixture(name));
    const layout = layoutOf(model, new DiagramLayout(), { paneWidth: null });
    expect(faultsOf(layout)).toEqual([]);
    const { geometry, labels } = layout;
    let right = Math.max(0, ...geometry.heads.map((head) => head.left + head.width));
    for (const label of labels) {
      const placed = placeLabel(label, geometry, size);
      expect(placed.runs).toBe(label.runs);
      right = Math.max(right, extentOf(label, placed, geometry).right);
    }
    expect(geometry.width - right).toBeLessThanOrEqual(2 * MARGIN + 1);
  });
});

describe("lanes in view", () => {
  it("has both ends of every arrow side by side, however many programs there are", () => {
    const model = modelOf(loadFixture("sixteen-programs"));
    const layouts = new DiagramLayout();
    let mostOpen = 0;
    for (const window of windowsOf(model)) {
      const { isFolded, geometry, labels } = layoutOf(model, layouts, { ...window, paneWidth: 760 });
      for (const label of labels)
        if (label.place === "arrow")
          expect([isFolded[label.from], isFolded[label.to]]).toEqual([false, false]);
      if (geometry.width === 760) mostOpen = Math.max(mostOpen, isFolded.filter((folded) => !folded).length);
    }
    expect(mostOpen).toBeGreaterThan(2);
  });

  it("keeps the room that they once needed, so that they do not move to and fro", () => {
    const model = modelOf(loadFixture("sample-programs"));
    const layouts = new DiagramLayout();
    const all = { paneWidth: 760 };
    const { xs } = layoutOf(model, layouts, all).geometry;
    for (const window of windowsOf(model))
      expect(layoutOf(model, layouts, { ...window, ...all }).geometry.xs).toEqual(xs);
  });
});

describe("what arrows say", () => {
  const labelsOf = (name: (typeof fixtureNames)[number]) =>
    layoutOf(modelOf(loadFixture(name)), new DiagramLayout(), { paneWidth: 760 }).labels;

  it("names ports as soon as a program has more than one connection, and not before", () => {
    const ports = (name: (typeof fixtureNames)[number]) =>
      labelsOf(name).filter(({ runs }) => runs.some(({ tone }) => tone === "port")).length;
    expect(ports("sample-programs")).toBe(0);
    expect(ports("two-clients")).toBeGreaterThan(5);
  });

  it("says that nobody listens where a connection is refused", () => {
    const said = labelsOf("refused").map(textOf);
    const [syn, rst] = said.filter((text) => text.includes(`${words.nobodyListening} 127.0.0.1:8088`));
    expect(syn).toMatch(/^SYN seq=/);
    expect(rst).toMatch(/^RST seq=/);
  });

  it("keeps packets between two ends of nobody in the picture, and says whose they are", () => {
    const orphans = renumbered(
      loadFixture("refused")
        .filter((event) => event.event === "packet")
        .map((event) => ({ ...event, from: null, to: null, changes: [] })),
    );
    const layout = layoutOf(modelOf(orphans), new DiagramLayout(), { paneWidth: 375 });
    expect(layout.labels.map(textOf).some((text) => text.includes("→ 127.0.0.1:8088"))).toBe(true);
    expect(faultsOf(layout)).toEqual([]);
  });
});
