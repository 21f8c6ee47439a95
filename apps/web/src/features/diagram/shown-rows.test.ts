import { describe, expect, it } from "vitest";
import { type FixtureName, fixtureNames, loadFixture } from "../../fixtures/load-fixture.js";
import { entryText } from "../../record/entry-text.js";
import { modelOf as recordModelOf } from "../../record/test-record.js";
import { DiagramModel } from "./diagram-model.js";
import type { Row } from "./rows.js";

function modelOf(name: FixtureName) {
  const record = recordModelOf(loadFixture(name));
  const model = new DiagramModel({ record });
  return { model, record, rows: () => model.store.getState().rows };
}

function told(row: Row): string {
  if (row.kind === "chapter") return `▾ ${row.chapter.kinds.at(-1)?.kind}`;
  return row.kind === "entry" ? entryText(row.entry) : row.kind;
}

function headOf(rows: readonly Row[], kind: string) {
  const row = rows.find(
    (candidate) => candidate.kind === "chapter" && candidate.chapter.kinds.at(-1)?.kind === kind,
  );
  if (row?.kind !== "chapter") throw new Error(`There is no ${kind}`);
  return row;
}

describe("a chapter's row", () => {
  it("stands ahead of the call that begins it", () => {
    const { rows } = modelOf("sample-programs");
    const texts = rows().map(told);
    expect(texts[texts.indexOf("▾ handshake") + 1]).toContain("connect(");
    expect(texts[texts.indexOf("▾ data") + 1]).toContain("sendall(");
    expect(texts[texts.indexOf("▾ closing") + 1]).toContain("close(");
  });

  it("folds away what belongs to it, and nothing else", () => {
    const { model, rows } = modelOf("sample-programs");
    const before = rows().map(told);
    const { chapter } = headOf(rows(), "handshake");
    model.toggleChapter(chapter.id);
    const folded = rows().map(told);
    expect(folded).not.toEqual(expect.arrayContaining([expect.stringContaining("SYN")]));
    expect(folded.some((text) => text.includes("accept("))).toBe(true);
    expect(before.length - folded.length).toBe(9);
    model.toggleChapter(chapter.id);
    expect(rows().map(told)).toEqual(before);
  });

  it("folds one of two connections that overlap", () => {
    const { model, rows } = modelOf("two-clients");
    const packets = (shown: readonly Row[]) =>
      shown.flatMap((row) => (row.kind === "entry" && row.entry.kind === "packet" ? [row.entry.flow] : []));
    const { chapter } = headOf(rows(), "closing");
    const others = packets(rows()).filter((flow) => flow !== chapter.flow);
    model.toggleChapter(chapter.id);
    expect(packets(rows()).filter((flow) => flow !== chapter.flow)).toEqual(others);
  });
});

describe("rows that come event by event", () => {
  it.each(fixtureNames)("are those of the whole recording, also where a chapter is folded: %s", (name) => {
    const whole = modelOf(name);
    const record = recordModelOf([]);
    const model = new DiagramModel({ record });
    for (const event of loadFixture(name)) record.append([event]);
    expect(model.store.getState().rows.map(told)).toEqual(whole.rows().map(told));
    const [first] = record.record.chapters.all;
    if (first === undefined) return;

    whole.model.toggleChapter(first.id);
    const growing = recordModelOf([]);
    const folding = new DiagramModel({ record: growing });
    for (const event of loadFixture(name)) {
      growing.append([event]);
      if (
        growing.record.chapters.all.length === 1 &&
        folding.isChapterOpen(first) &&
        event.seq === first.since
      )
        folding.toggleChapter(first.id);
    }
    expect(folding.store.getState().rows.map(told)).toEqual(whole.rows().map(told));
  });
});
