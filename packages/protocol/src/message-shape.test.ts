import { encode } from "@msgpack/msgpack";
import { describe, expect, test } from "vitest";
import { CallFailure } from "./call-failure.js";
import { decodeRequest, type MessageEncoding } from "./decode-request.js";
import { checkJsonShape } from "./json-shape.js";
import { limits } from "./limits.js";
import { checkMessagePackShape } from "./message-pack-shape.js";
import { PollEvent } from "./values/readiness.js";
import { MessageFlag } from "./values/socket.js";

const utf8 = new TextEncoder();

function refusalOf(message: string | Uint8Array): { message: string; field?: string | undefined } {
  const encoding = typeof message === "string" ? "json" : "binary";
  try {
    decodeRequest(typeof message === "string" ? utf8.encode(message) : message, encoding);
  } catch (error) {
    if (error instanceof CallFailure && error.error.kind === "protocol") {
      expect(error.error.code).toBe("bad_message");
      return error.error;
    }
    throw error;
  }
  throw new Error("it was taken");
}

const largestPoll = {
  id: 1,
  command: "poll",
  pid: 1,
  params: { fds: Array.from({ length: limits.polledFds }, (_, fd) => ({ fd, events: PollEvent.options })) },
};
const largestSendmsg = {
  id: 1,
  command: "sendmsg",
  pid: 1,
  params: {
    fd: 3,
    data: { text: 'a "quoted" \\ text, [in] {brackets}' },
    ancillary: Array.from({ length: limits.ancillaryItems }, (_, item) => ({
      level: "SOL_SOCKET",
      type: "SCM_RIGHTS",
      fds: Array.from({ length: limits.passedFds / limits.ancillaryItems }, (__, fd) => ({
        token: `${item} ${fd}`,
      })),
    })),
    flags: MessageFlag.options,
  },
};

describe("decodeRequest", () => {
  test.each([
    ["poll", largestPoll],
    ["sendmsg", largestSendmsg],
    ["a bare value", 7],
    ["numbers and words", { a: [-1.5e3, 0, true, false, null, {}, [], "", 4_294_967_296, -70_000] }],
  ])("takes the largest valid %s in both forms", (_name, message) => {
    expect(decodeRequest(utf8.encode(JSON.stringify(message, null, 1)), "json")).toEqual(message);
    expect(decodeRequest(encode(message), "binary")).toEqual(message);
  });

  test.each<[string, string | Uint8Array, string, RegExp]>([
    ["nested lists", `{"id":1,"params":{"fd":${"[".repeat(10_000)}`, "params.fd.0.0", /more than 32 deep/],
    ["nested objects", '{"a":'.repeat(10_000), "a.a.a", /more than 32 deep/],
    ["nested lists", Uint8Array.from({ length: 10_000 }, () => 0x91), "0.0.0", /more than 32 deep/],
    ["empty objects", `{"params":[${"{},".repeat(700_000)}{}]}`, "params", /more than 16384 values/],
    ["a list of 2^32", Uint8Array.of(0x81, 0xa1, 0x61, 0xdd, 255, 255, 255, 255), "a", /16384 values/],
    ["an object of 2^32", Uint8Array.of(0x91, 0xdf, 255, 255, 255, 255), "0", /more than 32 keys/],
    ["unknown keys", `{"params":{${unknownKeys(200_000)}}}`, "params", /more than 32 keys/],
    ["one key again and again", `{"params":{${'"fd":3,'.repeat(700_000)}"a":1}}`, "params", /"fd" twice/],
    ["a key twice", Uint8Array.of(0x91, 0x82, 0xa1, 0x61, 1, 0xa1, 0x61, 2), "0", /"a" twice/],
    ["a long key", `{"params":{"${"k".repeat(2_000_000)}":1}}`, "params", /key of more than 64 bytes/],
    ["a key with an escape", '{"params":{"\\u0069d":1}}', "params", /key with an escape/],
    ["a key that is a number", Uint8Array.of(0x91, 0x81, 1, 1), "0", /key that is no string/],
    ["an extension type", Uint8Array.of(0x81, 0xa1, 0x61, 0x91, 0xd4, 5, 0), "a", /extension type/],
  ])("refuses %s, and names the field and the rule", (_name, message, field, rule) => {
    const refusal = refusalOf(message);
    expect(refusal.field).toMatch(new RegExp(`^${field.replaceAll(".", "\\.")}`));
    expect(refusal.message).toMatch(rule);
    expect(refusal.message.length).toBeLessThan(200);
  });

  test.each<[string, string | Uint8Array]>([
    ["nothing", ""],
    ["what is cut short", '{"a":[1,2'],
    ["a string without an end", `{"a":"${"\\".repeat(1_000_001)}`],
    ["what goes on", '{"a":1}]}}}'],
    ["no JSON", "]]]"],
    ["an array that is cut short", Uint8Array.of(0xdc, 0x3f, 0xff)],
    ["a length that is cut short", Uint8Array.of(0xdd, 0, 0)],
    ["a string longer than the message", Uint8Array.of(0xdb, 255, 255, 255, 255)],
    ["what goes on", Uint8Array.of(0xc0, 0xc0)],
    ["the byte that is never used", Uint8Array.of(0xc1)],
  ])("refuses %s as not of the form", (_name, message) => {
    expect(refusalOf(message).message).toMatch(/^The message is not /);
  });

  test("refuses JSON that is not UTF-8", () => {
    expect(() => decodeRequest(Uint8Array.of(0x22, 0xff, 0x22), "json")).toThrow(/in UTF-8/);
  });

  test.each<[MessageEncoding, (bytes: Uint8Array) => void, Uint8Array]>([
    ["json", checkJsonShape, utf8.encode(JSON.stringify(largestPoll))],
    ["json", checkJsonShape, utf8.encode(`{"data":{"text":"${'\\"'.repeat(100_000)}"}}`)],
    ["json", checkJsonShape, utf8.encode(`${" ".repeat(50_000)}${"9".repeat(50_000)}`)],
    ["binary", checkMessagePackShape, encode(largestPoll)],
  ])("looks at each byte of a message a few times at most: %s", (_encoding, check, bytes) => {
    let reads = 0;
    const counted = new Proxy(bytes, {
      get: (target, property) => {
        if (typeof property === "string" && /^\d+$/.test(property)) reads += 1;
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    check(counted);
    expect(reads).toBeLessThan(4 * bytes.length);
  });
});

function unknownKeys(count: number): string {
  return Array.from({ length: count }, (_, index) => `"k${index}":1`).join(",");
}
