import { describe, expect, test } from "vitest";
import { Address } from "./address.js";

describe("names of Unix sockets", () => {
  test("are bounded in bytes: an escaped one is one", () => {
    expect(Address.safeParse({ path: "\udcff".repeat(107) }).success).toBe(true);
    expect(Address.safeParse({ path: "\udcff".repeat(108) }).success).toBe(false);
    expect(Address.safeParse({ path: "é".repeat(54) }).success).toBe(false);
  });
});
