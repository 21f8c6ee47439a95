import { describe, expect, test } from "vitest";
import { addressOf, isPinned, pinnedBytes, Scratch } from "./memory.js";

describe("Steady bytes", () => {
  test("have an address, however few they are", () => {
    const bytes = pinnedBytes(1);
    expect(bytes).toHaveLength(1);
    expect(isPinned(bytes)).toBe(true);
    expect(addressOf(bytes)).toBe(addressOf(bytes));
  });

  test("are asked for where an address is: others may move", () => {
    expect(isPinned(new Uint8Array(64))).toBe(false);
    expect(() => addressOf(new Uint8Array(64))).toThrow("only pinned bytes have an address that stays");
  });
});

describe("Scratch memory", () => {
  test("is the same each time, and made when it is first needed", () => {
    let made = 0;
    const scratch = new Scratch(() => {
      made += 1;
      return new Uint8Array(8);
    });
    expect(made).toBe(0);
    const first = scratch.use((bytes) => bytes);
    expect(scratch.use((bytes) => bytes)).toBe(first);
    expect(made).toBe(1);
  });

  test("refuses a use within a use, and is free after it", () => {
    const scratch = new Scratch(() => new Uint8Array(8));
    expect(() => scratch.use(() => scratch.use(() => 1))).toThrow("in use");
    expect(scratch.use(() => 2)).toBe(2);
  });

  test("is free again where its user throws", () => {
    const scratch = new Scratch(() => new Uint8Array(8));
    expect(() =>
      scratch.use(() => {
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(scratch.use(() => 2)).toBe(2);
  });

  test("refuses a user that goes on after it has returned", () => {
    const scratch = new Scratch(() => new Uint8Array(8));
    expect(() => scratch.use(async () => 1)).toThrow(TypeError);
  });
});
