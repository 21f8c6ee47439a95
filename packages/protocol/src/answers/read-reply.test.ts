import { describe, expect, test } from "vitest";
import { commandNames, commands, traitsOf } from "../commands/index.js";
import { type AnswerShape, readShape } from "./answer-shape.js";
import { givesBytes, hasCommand, readCommandResult, readRefusal, readReply } from "./read-reply.js";

/** The same value, with one field more in each object. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, withMore(field)]);
  return { ...Object.fromEntries(fields), newField: { of: "a newer server" } };
}

describe("A command's result without zod", () => {
  test.each(commandNames.map((name) => [name]))("is what %s gives, without what it does not have", (name) => {
    const { result } = commands[name].example;
    expect(readCommandResult(name, result)).toEqual(result);
    expect(readCommandResult(name, withMore(result))).toEqual(result);
  });

  test("must be of the types that the command gives", () => {
    expect(() => readCommandResult("socket", { fd: "3" })).toThrow(TypeError);
    expect(() => readCommandResult("socket", {})).toThrow(TypeError);
    expect(() => readCommandResult("recv", { data: "text" })).toThrow(TypeError);
    expect(() => readCommandResult("pipe2", { fds: [3] })).toThrow(TypeError);
    expect(() => readCommandResult("accept", { fd: 4, address: { port: 1 } })).toThrow(TypeError);
  });
});

test("a reply is a result or an error", () => {
  const error = { kind: "errno", errno: "EAGAIN", number: 11, syscall: "recv", message: "again" };
  expect(readReply({ id: 1, ok: true, result: { fd: 3 } })).toEqual({ id: 1, ok: true, result: { fd: 3 } });
  expect(readReply({ id: null, ok: false, error })).toEqual({ id: null, ok: false, error });
  expect(() => readReply({ id: 1, ok: false })).toThrow(TypeError);
});

test("a refusal over REST is its error", () => {
  const error = { kind: "protocol", code: "no_such_lab", message: "There is no such lab." };
  expect(readRefusal({ title: "no_such_lab", error })).toEqual(error);
  expect(readRefusal({ title: "no_such_lab" })).toBeUndefined();
  expect(readRefusal(undefined)).toBeUndefined();
});

test("commands are known by name", () => {
  expect(commandNames.every(hasCommand)).toBe(true);
  expect(hasCommand("toString")).toBe(false);
});

test("commands that receive data give bytes, and so does getsockopt where it is asked for a buffer", () => {
  const receiving = commandNames.filter((name) => traitsOf(name).receives === "data");
  expect(commandNames.filter(givesBytes)).toEqual([...receiving, "getsockopt"].sort());
});

test("of objects, the one with more fields is taken where it fits", () => {
  const shape: AnswerShape = {
    oneOf: [{ fields: { a: "int", b: "int" } }, { fields: { a: "int" } }, "null"],
  };
  expect(readShape(shape, { a: 1, b: 2, c: 3 })).toEqual({ a: 1, b: 2 });
  expect(readShape(shape, { a: 1, c: 3 })).toEqual({ a: 1 });
  expect(readShape(shape, null)).toBeNull();
});
