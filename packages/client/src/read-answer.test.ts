import { commandNames, commands, KernelSocket, LabEvent, LabInfo } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readAnswer } from "./read-answer.js";

/** The same value, with one field more in each object. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, withMore(field)]);
  return { ...Object.fromEntries(fields), newField: { of: "a newer server" } };
}

describe("An answer of a newer server", () => {
  test.each(commandNames.map((name) => [name]))("is read without the fields that %s did not have", (name) => {
    const { result, example } = commands[name];
    const schema: z.ZodType = result;
    expect(schema.safeParse(withMore(example.result)).success).toBe(false);
    expect(readAnswer(schema, withMore(example.result))).toEqual(schema.parse(example.result));
  });

  test("is read without them also inside events, of which each kind has other fields", () => {
    const event = { seq: 1, at: 5, event: "processEnded", pid: 1, status: 0, reason: "exited" };
    expect(readAnswer(LabEvent, withMore(event))).toEqual(LabEvent.parse(event));
  });

  test("must have the fields that were always there", () => {
    expect(() => readAnswer(LabInfo, { more: 1 })).toThrow(z.ZodError);
    expect(() => readAnswer(KernelSocket, { more: 1 })).toThrow(z.ZodError);
  });

  test("keeps the fields that only one of several forms has", () => {
    const schema = z.union([
      z.strictObject({ a: z.number() }),
      z.strictObject({ a: z.number(), b: z.number() }),
    ]);
    expect(readAnswer(schema, { a: 1, b: 2, c: 3 })).toEqual({ a: 1, b: 2 });
    expect(readAnswer(schema, { a: 1, c: 3 })).toEqual({ a: 1 });
  });

  test("keeps fields where any may be", () => {
    const schema = z.looseObject({ a: z.strictObject({ b: z.number() }).optional() });
    expect(readAnswer(schema, { a: { b: 1, c: 2 }, d: 3 })).toEqual({ a: { b: 1 }, d: 3 });
  });
});
