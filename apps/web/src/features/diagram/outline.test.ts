import { describe, expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { viewOf } from "../../record/test-record.js";
import { outlineOf } from "./outline.js";

const kindsOf = (chapters: Parameters<typeof outlineOf>[0]) =>
  outlineOf(chapters).map(({ then, count }) => `${then.kind} × ${count}`);

describe("the outline of chapters", () => {
  const chapters = viewOf(loadFixture("sample-programs")).chapters();

  it("names each chapter where neighbours differ", () => {
    expect(kindsOf(chapters)).toEqual(["handshake × 1", "data × 1", "closing × 1"]);
  });

  it("names two of one kind one by one: each can be gone to", () => {
    const [handshake] = chapters;
    if (handshake === undefined) throw new Error("A chapter is missing");
    expect(kindsOf([handshake, handshake])).toEqual(["handshake × 1", "handshake × 1"]);
    expect(outlineOf([handshake, handshake]).map(({ hasTwin }) => hasTwin)).toEqual([true, true]);
    expect(outlineOf(chapters).some(({ hasTwin }) => hasTwin)).toBe(false);
  });

  it("joins many chapters of one kind that follow each other, and leads to the first of them", () => {
    const [handshake, data, closing] = chapters;
    if (handshake === undefined || data === undefined || closing === undefined)
      throw new Error("A chapter is missing");
    const many = [handshake, ...Array.from({ length: 30 }, () => data), closing, data];
    expect(kindsOf(many)).toEqual(["handshake × 1", "data × 30", "closing × 1", "data × 1"]);
    expect(outlineOf(many)[1]?.chapter).toBe(data.chapter);
  });

  it("has nothing of nothing", () => {
    expect(outlineOf([])).toEqual([]);
  });
});
