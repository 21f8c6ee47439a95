import { CallFailure } from "@sockpit/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { IncomingBodies } from "./incoming-bodies.js";

const MIB = 1024 * 1024;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const neverGivenUp = () => {
  throw new Error("was given up");
};

describe("Bodies that are being received", () => {
  test("have 8 MiB for one source and 16 MiB in all, and what they had is free again once they are over", () => {
    const bodies = new IncomingBodies();
    const first = bodies.begin("a", neverGivenUp);
    first.add(8 * MIB);
    expect(() => first.add(1)).toThrow(CallFailure);
    const others = ["b"].map((source) => bodies.begin(source, neverGivenUp));
    for (const other of others) other.add(8 * MIB);
    expect(() => bodies.begin("e", neverGivenUp).add(1)).toThrow("Too many bytes");
    first.release();
    bodies.begin("e", neverGivenUp).add(8 * MIB);
    expect(bodies.bytes).toBe(16 * MIB);
  });

  test("that are slow give way, the oldest of the source first", () => {
    const bodies = new IncomingBodies();
    const givenUp: string[] = [];
    const begin = (source: string, name: string) => bodies.begin(source, () => givenUp.push(name));
    begin("b", "other").add(MIB);
    begin("a", "slow").add(5 * MIB);
    begin("a", "slower").add(3 * MIB);
    vi.advanceTimersByTime(1001);
    begin("a", "new").add(2 * MIB);
    expect(givenUp).toEqual(["slow"]);
    expect(bodies.bytes).toBe(6 * MIB);
  });

  test("that are slow give way to another source's where all together have too much", () => {
    const bodies = new IncomingBodies();
    const givenUp: string[] = [];
    for (const source of ["a", "b"]) bodies.begin(source, () => givenUp.push(source)).add(8 * MIB);
    vi.advanceTimersByTime(1001);
    bodies.begin("e", neverGivenUp).add(MIB);
    expect(givenUp).toEqual(["a"]);
  });
});
