import { readdirSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { Parser } from "./parser.js";

const utf8 = new TextEncoder();
const parser = new Parser(new URL("../../../dist/lab-host/parsing/parse-thread.js", import.meta.url));
afterAll(() => parser.stop());

const json = (value: unknown) => ({ bytes: utf8.encode(JSON.stringify(value)), encoding: "json" as const });

describe("The parser of large messages", () => {
  test("parses while this thread goes on", async () => {
    const text = "字".repeat(600_000);
    let turns = 0;
    let isOver = false;
    const parsed = Promise.all([1, 2, 3, 4].map(() => parser.parse("a", json({ text })))).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await pause(0);
      turns += 1;
    }
    for (const bytes of await parsed) expect(Buffer.from(bytes as Uint8Array).toString() === text).toBe(true);
    expect(turns).toBeGreaterThan(4);
  });

  test("is nicer than the thread that serves everybody, which is as nice as it was", async () => {
    await parser.parse("a", json({}));
    const niceness = readdirSync("/proc/self/task").map((tid) => nicenessOf(`/proc/self/task/${tid}/stat`));
    expect(Math.max(...niceness)).toBe(Math.min(getPriority() + 5, 19));
    expect(nicenessOf(`/proc/self/task/${process.pid}/stat`)).toBe(getPriority());
  });

  test("takes labs in turn: one message behind those of another lab is not the last", async () => {
    const order: string[] = [];
    const parse = async (lab: string) => {
      await parser.parse(lab, json({ text: "x".repeat(500_000), more: 1 }));
      order.push(lab);
    };
    await Promise.all([parse("a"), parse("a"), parse("a"), parse("a"), parse("b")]);
    expect(order.indexOf("b")).toBeLessThan(3);
  });

  test("says what is malformed, and goes on", async () => {
    const bytes = utf8.encode(`{"a":"${"x".repeat(200_000)}`);
    await expect(parser.parse("a", { bytes, encoding: "json" })).rejects.toMatchObject({
      error: { code: "bad_message" },
    });
    await expect(parser.parse("a", json([[[1]]]))).resolves.toEqual([[[1]]]);
  });
});

/** The 19th field of stat in proc(5); the 2nd may hold spaces and ends with a parenthesis. */
function nicenessOf(file: string): number {
  return Number(readFileSync(file, "utf8").split(") ")[1]?.split(" ")[16]);
}
