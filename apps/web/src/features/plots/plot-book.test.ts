import { expect, test } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { EventLog } from "../../record/event-log.js";
import { measures } from "./measures.js";
import { marksOf, PlotBook, type SendingSide, sampleAt } from "./plot-book.js";
import { samplesCsv } from "./samples-csv.js";

const events = loadFixture("reno");

function bookOf(step: number): { book: PlotBook; log: EventLog } {
  const log = new EventLog();
  const book = new PlotBook(log);
  for (const [index, event] of events.entries()) {
    log.push(event);
    if (index % step === 0) book.update();
  }
  book.update();
  return { book, log };
}

function sender(): SendingSide {
  const [side] = bookOf(1).book.sides;
  if (side === undefined) throw new Error("nothing was sampled");
  return side;
}

test("the busiest sender comes first, with the samples of its own socket", () => {
  const { samples, sentBytes } = sender();
  expect(sentBytes).toBeGreaterThanOrEqual(100_000);
  expect(new Set(samples.map(({ socket }) => socket)).size).toBe(1);
  expect(samples.length).toBeGreaterThan(10);
});

test("events are taken in once, however they come", () => {
  expect(bookOf(1).book.sides).toEqual(bookOf(100).book.sides);
});

test("each segment that died on the wire was sent again, and is marked", () => {
  const marks = marksOf(sender());
  const lost = marks.filter(({ kind }) => kind === "lost");
  expect(lost.length).toBeGreaterThan(0);
  expect(marks.filter(({ kind }) => kind === "again").length).toBeGreaterThanOrEqual(lost.length);
});

test("the window falls at losses, and the threshold is known from the first on", () => {
  const { samples } = sender();
  const values = samples.map((sample) => measures.cwnd.value(sample));
  const falls = values.filter((value, index) => value < (values[index - 1] ?? 0));
  expect(falls.length).toBeGreaterThanOrEqual(2);
  expect(measures.ssthresh.value(samples[0] ?? ({} as never))).toBeNull();
  expect(samples.at(-1)?.ssthreshSegments).not.toBeNull();
});

test("acknowledgements come to the sender in order, and reach the end of what was sent", () => {
  const { acks, segments } = sender();
  const numbers = acks.map(({ ack }) => ack);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers.at(-1)).toBeGreaterThanOrEqual(Math.max(...segments.map(({ to }) => to)));
  for (const { ack, edge } of acks) expect(edge).toBeGreaterThanOrEqual(ack);
});

test("the sample of a moment is the newest before it", () => {
  const side = sender();
  const [first, second] = side.samples;
  expect(sampleAt(side, (first?.at ?? 0) - 1)).toBeUndefined();
  expect(sampleAt(side, (second?.at ?? 0) - 1)).toBe(first);
});

test("what is no longer kept is no longer plotted", () => {
  const { book, log } = bookOf(1);
  const before = book.sides[0]?.samples.length ?? 0;
  const middle = book.sides[0]?.samples[Math.floor(before / 2)]?.seq ?? 0;
  log.evict(middle);
  book.update();
  const after = book.sides[0]?.samples ?? [];
  expect(after.length).toBeLessThan(before);
  expect(after[0]?.seq).toBe(middle);
});

test("the CSV has a row for each sample, and nothing where a value is not known", () => {
  const { samples } = sender();
  const rows = samplesCsv(samples).split("\r\n");
  expect(rows).toHaveLength(samples.length + 2);
  const header = rows[0]?.split(",") ?? [];
  const first = rows[1]?.split(",") ?? [];
  expect(first[header.indexOf("cwndSegments")]).toBe("10");
  expect(first[header.indexOf("ssthreshSegments")]).toBe("");
});
