import { expect, it } from "vitest";
import { appendOutput, droppedBefore, emptyOutput, MAX_OUTPUT_LENGTH, outputAt } from "./output.js";

const text = (output: ReturnType<typeof appendOutput>) => output.pieces.map((piece) => piece.text).join("");

it("joins what comes from one stream and keeps streams apart", () => {
  const output = appendOutput(emptyOutput, [
    { source: "stdout", text: "a" },
    { source: "stdout", text: "b\n" },
    { source: "stderr", text: "oh" },
    { source: "stdout", text: "" },
  ]);
  expect(output.pieces).toEqual([
    { start: 0, source: "stdout", text: "ab\n" },
    { start: 3, source: "stderr", text: "oh" },
  ]);
});

it("keeps the beginning and the end of what goes beyond its bound", () => {
  let output = appendOutput(emptyOutput, [{ source: "stdout", text: "first" }]);
  for (let count = 0; count < 40; count += 1)
    output = appendOutput(output, [{ source: "stdout", text: "x".repeat(3000) }]);
  output = appendOutput(output, [{ source: "stdout", text: "last" }]);
  expect(text(output).length).toBe(MAX_OUTPUT_LENGTH);
  expect(output.dropped).toBe(5 + 40 * 3000 + 4 - MAX_OUTPUT_LENGTH);
  expect(text(output).startsWith("firstxxx")).toBe(true);
  expect(text(output).endsWith("xxxlast")).toBe(true);
  const gaps = output.pieces.map((_, index) => droppedBefore(output.pieces, index)).filter(Boolean);
  expect(gaps).toEqual([output.dropped]);
  expect(text(output).indexOf("x")).toBe(5);
});

it("keeps two lines of a result among hundreds of tracebacks, before and behind them", () => {
  let output = appendOutput(emptyOutput, []);
  const traceback = { source: "stderr" as const, text: `${"t".repeat(999)}\n` };
  for (let count = 0; count < 500; count += 1) {
    if (count === 100) output = appendOutput(output, [{ source: "stdout", text: "80 open\n" }]);
    output = appendOutput(output, [traceback]);
  }
  output = appendOutput(output, [{ source: "stdout", text: "1000 open\n" }]);
  expect(text(output)).toContain("80 open\n");
  expect(text(output)).toContain("1000 open\n");
  expect(text(output).length).toBe(MAX_OUTPUT_LENGTH);
});

it("bounds one text that is longer than all that is kept", () => {
  const output = appendOutput(emptyOutput, [{ source: "stdout", text: `a${"x".repeat(300_000)}z` }]);
  expect(text(output).length).toBe(MAX_OUTPUT_LENGTH);
  expect(text(output)).toMatch(/^ax+z$/);
});

it("gives what had been printed by a time, to the character", () => {
  const output = appendOutput(emptyOutput, [
    { source: "stdout", text: "one\n", atUs: 10 },
    { source: "stdout", text: "two\n", atUs: 20 },
    { source: "stderr", text: "oh\n", atUs: 30 },
  ]);
  expect(text(outputAt(output, 9))).toBe("");
  expect(text(outputAt(output, 10))).toBe("one\n");
  expect(text(outputAt(output, 29))).toBe("one\ntwo\n");
  expect(outputAt(output, 30)).toBe(output);
});

it("counts what was dropped when it looks back", () => {
  let output = appendOutput(emptyOutput, [{ source: "stdout", text: "x".repeat(3000), atUs: 10 }]);
  for (let atUs = 20; atUs < 60; atUs += 1) {
    output = appendOutput(output, [{ source: "stdout", text: "y".repeat(3000), atUs }]);
  }
  output = appendOutput(output, [{ source: "stdout", text: "end", atUs: 100 }]);
  const then = text(outputAt(output, 99));
  expect(then.length).toBe(MAX_OUTPUT_LENGTH - 3);
  expect(then.startsWith("x".repeat(3000))).toBe(true);
  expect(text(outputAt(output, 10))).toBe("x".repeat(3000));
});

it("is emptied by what empties a terminal, which clear(1) prints", () => {
  const before = appendOutput(emptyOutput, [{ source: "stdout", text: "old\n", atUs: 1 }]);
  for (const clear of ["\x1b[H\x1b[2J\x1b[3J", "\x1bc", "\x1b[2J\x1b[1;1H"]) {
    const output = appendOutput(before, [{ source: "stdout", text: `more\n${clear}new\n`, atUs: 2 }]);
    expect(output).toEqual({
      pieces: [{ start: 0, source: "stdout", text: "new\n" }],
      stamps: [{ atUs: 2, length: 4 }],
      length: 4,
      dropped: 0,
    });
  }
  expect(text(appendOutput(before, [{ source: "stdout", text: "\x1b[1mbold" }]))).toBe("old\n\x1b[1mbold");
});
