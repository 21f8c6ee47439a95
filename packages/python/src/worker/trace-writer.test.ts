import type { Connection } from "@sockpit/client";
import { expect, test } from "vitest";
import { piecesOf, TraceWriter } from "./trace-writer.js";

function recorder() {
  const sent: string[] = [];
  const control = async (_name: string, params: object) => {
    const { stream, text } = params as { stream: string; text: string };
    sent.push(`${stream}: ${text}`);
    return {};
  };
  return { sent, connection: { control } as unknown as Pick<Connection, "control"> };
}

test("several prints within a short while travel together, in order with the flush", () => {
  const { sent, connection } = recorder();
  let nowMs = 0;
  const trace = new TraceWriter(connection, 1, () => nowMs);
  trace.write("stdout", "a");
  trace.write("stdout", "b");
  expect(sent).toEqual([]);
  trace.flush();
  expect(sent).toEqual(["stdout: ab"]);
  nowMs = 1000;
  trace.write("stdout", "c");
  expect(sent).toEqual(["stdout: ab", "stdout: c"]);
});

test("a change of stream keeps the order of the two", () => {
  const { sent, connection } = recorder();
  const trace = new TraceWriter(connection, 1, () => 0);
  trace.write("stdout", "out");
  trace.write("stderr", "err");
  trace.flush();
  expect(sent).toEqual(["stdout: out", "stderr: err"]);
});

test("text is cut into pieces without cutting a character", () => {
  expect(piecesOf("abcde", 2)).toEqual(["ab", "cd", "e"]);
  expect(piecesOf("a😀b", 2)).toEqual(["a", "😀", "b"]);
  expect(piecesOf("", 2)).toEqual([]);
});
