import { expect, test } from "vitest";
import { refineClocks } from "./clocks.js";

function setUp() {
  const words = new Uint32Array(64);
  const env = {
    clock_time_get: (clock: number, _precision: bigint, at: number) => {
      words.set([1, 1], at / 4);
      return clock > 3 ? 28 : 0;
    },
    _tzset_js: (_timezone: number, _daylight: number, standard: number, summer: number) => {
      new Uint8Array(words.buffer).set(new TextEncoder().encode("UTC-0000\0"), standard);
      new Uint8Array(words.buffer).set(new TextEncoder().encode("UTC+0800\0"), summer);
    },
  };
  refineClocks({ env } as unknown as WebAssembly.Imports, () => words);
  return { words, env };
}

test("the time of day has microseconds and stays with the browser's", () => {
  const { words, env } = setUp();
  const stamps = Array.from({ length: 500 }, () => {
    expect(env.clock_time_get(0, 0n, 16)).toBe(0);
    return (BigInt(words[5] ?? 0) << 32n) | BigInt(words[4] ?? 0);
  });
  expect(stamps.some((nanoseconds) => nanoseconds % 1_000_000n !== 0n)).toBe(true);
  expect(stamps.every((nanoseconds, index) => index === 0 || nanoseconds >= (stamps[index - 1] ?? 0n))).toBe(
    true,
  );
  expect(Math.abs(Number((stamps.at(-1) ?? 0n) / 1_000_000n) - Date.now())).toBeLessThan(100);
});

test("other clocks, and errors, stay as they are", () => {
  const { words, env } = setUp();
  expect(env.clock_time_get(1, 0n, 0)).toBe(0);
  expect([words[0], words[1]]).toEqual([1, 1]);
  expect(env.clock_time_get(9, 0n, 0)).toBe(28);
});

test("UTC is called UTC, and other zones keep their names", () => {
  const { words, env } = setUp();
  env._tzset_js(0, 0, 32, 64);
  const text = (at: number) =>
    new TextDecoder().decode(new Uint8Array(words.buffer).subarray(at, at + 9)).replace(/\0.*$/, "");
  expect([text(32), text(64)]).toEqual(["UTC", "UTC+0800"]);
});
