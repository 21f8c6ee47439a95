import { describe, expect, it } from "vitest";
import { type FixtureName, fixtureNames, loadFixture } from "../../fixtures/load-fixture.js";
import { entryText } from "../../record/entry-text.js";
import { modelOf as recordModelOf } from "../../record/test-record.js";
import { DiagramModel } from "./diagram-model.js";
import type { Row } from "./rows.js";
import { storyTop } from "./story-top.js";

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

describe("view modes", () => {
  it("show how connections begin alone, with the calls that open them", () => {
    const { model, rows } = modelOf("two-clients");
    model.setMode("handshake");
    const texts = rows().map(told);
    expect(texts.filter((text) => text === "▾ handshake")).toHaveLength(2);
    expect(texts.filter((text) => text.includes("connect("))).toHaveLength(2);
    expect(texts.filter((text) => text.startsWith("SYN "))).toHaveLength(2);
    expect(texts.some((text) => text.includes("FIN") || text.includes("DATA"))).toBe(false);
    model.setMode("all");
    expect(
      rows()
        .map(told)
        .some((text) => text.includes("FIN")),
    ).toBe(true);
  });

  it("show packets alone", () => {
    const { model, rows } = modelOf("sample-programs");
    model.setMode("packets");
    expect(rows().some((row) => row.kind === "entry" && row.entry.kind === "call")).toBe(false);
    expect(model.store.getState().mode).toBe("packets");
    model.setFilter({ kinds: new Set(["calls"]) });
    expect(model.store.getState().mode).toBe("all");
  });

  it("fold chapters until there is room for the rest, the first handshake last", () => {
    const { model, rows } = modelOf("two-clients");
    model.setMode("fit");
    const whole = rows().length;
    model.fit(whole * 20);
    expect(rows()).toHaveLength(whole);
    expect(model.store.getState().rowHeight).toBe(20);
    model.fit((whole - 5) * 20);
    expect(rows().length).toBeLessThanOrEqual(whole - 5);
    const open = rows().flatMap((row) => (row.kind === "chapter" && !row.isFolded ? [told(row)] : []));
    expect(open).toContain("▾ handshake");
    model.fit(1);
    expect(model.store.getState().rowHeight).toBe(15);
    expect(rows().every((row) => row.kind !== "chapter" || row.isFolded)).toBe(true);
  });

  it("are kept by the browser", () => {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    };
    const record = recordModelOf(loadFixture("sample-programs"));
    new DiagramModel({ record, storage }).setMode("handshake");
    expect(new DiagramModel({ record, storage }).store.getState().mode).toBe("handshake");
  });
});

describe("where a run is shown from", () => {
  it("is its beginning, or so much further down that its handshake has room", () => {
    const { record, rows } = modelOf("sample-programs");
    const head = rows().findIndex((row) => row.kind === "chapter");
    const last = rows().findIndex((row) => told(row).startsWith("ACK ack=B+1"));
    const topFor = (room: number) => storyTop(record.record, { rows: rows(), runSeq: 1, room });
    expect(topFor(rows().length)).toBe(0);
    expect(topFor(12) + 12).toBeGreaterThan(last);
    expect(topFor(3)).toBe(head);
  });
});

describe("the height of rows", () => {
  it("gives a handshake room on a low screen, and is as chosen again where there is room", () => {
    const { model } = modelOf("sample-programs");
    const heightFor = (count: number, heightPx: number) => {
      model.makeRoom(count, heightPx);
      return model.store.getState().rowHeight;
    };
    expect(heightFor(10, 180)).toBe(18);
    expect(heightFor(10, 40)).toBe(15);
    expect(heightFor(10, 900)).toBe(28);
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
