import { describe, expect, expectTypeOf, test } from "vitest";
import { commandNames, commands } from "./commands/index.js";
import { type CallEnded, type CallStarted, LabEvent } from "./events.js";
import type { TracedData } from "./values/traced-data.js";

const head = { seq: 1, at: 0, call: 1, pid: 1 };
const started = { event: "callStarted", ...head, command: "send" };
const ended = { event: "callEnded", ...head, command: "recv", durationUs: 5, blockedUs: 0 };
const hello: TracedData = { bytes: 5, text: "hello" };

/** A value as the trace keeps it, where nothing is long. */
function traced(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: value.length, text: new TextDecoder().decode(value) };
  if (Array.isArray(value)) return value.map(traced);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, traced(field)]));
}

describe("Events of calls", () => {
  test.each(commandNames)("take what %s is given and gives", (command) => {
    const { params, result, example } = commands[command];
    const given = traced(params.parse(example.params));
    const got = traced(result.parse(example.result));
    expect(() => LabEvent.parse({ ...started, command, params: given })).not.toThrow();
    expect(() => LabEvent.parse({ ...ended, command, result: got })).not.toThrow();
  });

  test("are held to their command, and say which field breaks its form", () => {
    const { error } = LabEvent.safeParse({ ...started, params: { fd: 3, data: "hello", flags: [] } });
    expect(error?.issues[0]?.path).toEqual(["params", "data"]);
    expect(LabEvent.safeParse({ ...started, command: "listen", params: {} }).success).toBe(false);
    expect(LabEvent.safeParse({ ...ended, result: { bytes: 5 } }).success).toBe(false);
  });

  test("take lists, names and data that were cut", () => {
    const params = { fd: 3, data: { bytes: 1_000_000, text: "" }, flags: ["MSG_D…", { more: 2 }] };
    expect(LabEvent.safeParse({ ...started, params }).success).toBe(true);
  });

  test("take a failed call, which has no result", () => {
    const error = { kind: "timeout", syscall: "recv", message: "timed out" };
    expect(LabEvent.safeParse({ ...ended, error }).success).toBe(true);
  });

  test("know by their command what their params and result are", () => {
    const event = LabEvent.parse({ ...started, params: { fd: 3, data: hello, flags: [] } });
    if (event.event !== "callStarted" || event.command !== "send") throw new Error("it is a send");
    expectTypeOf(event.params.data).toEqualTypeOf<TracedData>();
    expectTypeOf<CallStarted<"listen">["params"]>().toEqualTypeOf<{ fd: number; backlog: number }>();
    expectTypeOf<NonNullable<CallEnded<"accept">["result"]>["fd"]>().toEqualTypeOf<number>();
    expect(event.params.data).toEqual(hello);
  });
});
