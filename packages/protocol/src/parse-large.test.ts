import { encode } from "@msgpack/msgpack";
import { describe, expect, test } from "vitest";
import { CallFailure } from "./call-failure.js";
import { commands } from "./commands/index.js";
import { controls } from "./controls/index.js";
import { decodeRequest } from "./decode-request.js";
import { limits } from "./limits.js";
import { parseLarge } from "./parse-large.js";

const utf8 = new TextEncoder();
const long = "字".repeat(50_000);

const params = {
  send: [
    { fd: 3, data: { text: long } },
    { fd: 3, data: { text: `${'\\"\n'.repeat(50_000)}\u{1F600}` } },
    { fd: 3, data: { base64: btoa("abc".repeat(50_000)) } },
    { fd: 3, data: { base64: `${"A".repeat(99_999)}?` } },
    { fd: 3, data: { text: long, base64: long } },
    { fd: 3, data: long },
    { fd: 3, data: { text: "short" }, flags: [long] },
  ],
  bind: [
    { fd: 3, address: { path: long } },
    { fd: 3, address: { host: long, port: 1 } },
  ],
  poll: [{ fds: Array.from({ length: 1024 }, (_, fd) => ({ fd, events: ["POLLIN"] })), timeout: 0 }],
} as const;

function outcome(schema: {
  safeParse(value: unknown): { success: boolean; data?: unknown; error?: unknown };
}) {
  return (value: unknown) => {
    const { success, data, error } = schema.safeParse(value);
    return success ? { data: printable(data) } : { error: String(error) };
  };
}

/** Bytes by their text: a comparison of the bytes one by one would take seconds. */
function printable(value: unknown): string {
  return JSON.stringify(value, (_, field) =>
    field instanceof Uint8Array ? new TextDecoder("latin1").decode(field) : field,
  );
}

describe("A large message that another thread parses", () => {
  const rows = Object.entries(params).flatMap(([name, list]) => list.map((each) => [name, each] as const));

  test.each(rows)("%s is the same to the schema as one that is decoded at once", (name, each) => {
    const bytes = utf8.encode(JSON.stringify(each));
    const validate = outcome(commands[name as keyof typeof params].params);
    expect(validate(parseLarge(bytes, "json").value)).toEqual(validate(JSON.parse(JSON.stringify(each))));
  });

  test("gives data in memory of their own, and no text that is longer than a field takes", () => {
    const { value, transfer } = parseLarge(utf8.encode(JSON.stringify(params.send)), "json");
    expect(transfer).toHaveLength(3);
    const left = JSON.stringify(value, (_, field) => (field instanceof Uint8Array ? "" : field));
    expect(left.length).toBeLessThan(4 * long.length + 1000);
    const path = parseLarge(utf8.encode(JSON.stringify({ path: "x".repeat(2_000_000) })), "json").value;
    expect(path).toEqual({ path: "x".repeat(limits.outputBytes + 1) });
  });

  test("may be MessagePack, with bytes", () => {
    const message = {
      id: 1,
      command: "send",
      pid: 1,
      params: { fd: 3, data: new Uint8Array(200_000).fill(7) },
    };
    const bytes = encode(message);
    const { value, transfer } = parseLarge(bytes, "binary");
    expect(printable(value)).toBe(printable(decodeRequest(bytes, "binary")));
    expect(transfer.map(({ byteLength }) => byteLength)).toEqual([200_000]);
  });

  test("keeps what a program prints as long as a field takes it", () => {
    const validate = outcome(controls.write.params);
    for (const length of [limits.outputBytes, limits.outputBytes + 1, 200_000]) {
      const write = { pid: 1, stream: "stdout", text: "x".repeat(length) };
      expect(validate(parseLarge(utf8.encode(JSON.stringify(write)), "json").value)).toEqual(validate(write));
    }
  });

  test("is refused with `bad_message` where it is no JSON", () => {
    expect(() => parseLarge(utf8.encode(`{"a":${long}`), "json")).toThrow(CallFailure);
  });
});
