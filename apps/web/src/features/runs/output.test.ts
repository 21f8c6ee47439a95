import { expect, it } from "vitest";
import { appendOutput, emptyOutput, MAX_OUTPUT_LENGTH, outputAt } from "./output.js";

const text = (output: ReturnType<typeof appendOutput>) => output.pieces.map((piece) => piece.text).join("");

it("joins what comes from one stream and keeps streams apart", () => {
  const output = appendOutput(emptyOutput, [
    { source: "stdout", text: "a" },
    { source: "stdout", text: "b\n" },
    { source: "stderr", text: "oh" },
    { source: "stdout", text: "" },
  ]);
  expect(output.pieces).toEqual([
    { id: 1, source: "stdout", text: "ab\n" },
    { id: 2, source: "stderr", text: "oh" },
  ]);
});

it("gives up the oldest text beyond its bound", () => {
  const block = { source: "stdout" as const, text: "x".repeat(3000) };
  let output = appendOutput(emptyOutput, [{ source: "stderr", text: "first" }]);
  for (let count = 0; count < 40; count += 1) output = appendOutput(output, [block]);
  const last = appendOutput(output, [{ source: "stdout", text: "last" }]);
  expect(text(last).length).toBe(MAX_OUTPUT_LENGTH);
  expect(last.length).toBe(MAX_OUTPUT_LENGTH);
  expect(last.dropped).toBe(5 + 40 * 3000 + 4 - MAX_OUTPUT_LENGTH);
  expect(text(last).endsWith("last")).toBe(true);
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
  expect(text(outputAt(output, 99))).toBe("y".repeat(MAX_OUTPUT_LENGTH - 3));
  expect(text(outputAt(output, 10))).toBe("");
});
