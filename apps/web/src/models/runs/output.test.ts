import { expect, it } from "vitest";
import { appendOutput, emptyOutput, MAX_OUTPUT_LENGTH } from "./output.js";

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
