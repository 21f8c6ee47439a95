import { CallFailure } from "@sockpit/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { IncomingBodies } from "./incoming-bodies.js";

const MIB = 1024 * 1024;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Begins bodies by name; who has room and who was given up. */
function opened() {
  const bodies = new IncomingBodies();
  const admitted: string[] = [];
  const givenUp: string[] = [];
  const begin = (source: string, bytes: number, name: string, visitor = `visitor of ${source}`) =>
    bodies.begin({
      source,
      visitor,
      bytes,
      onRoom: () => admitted.push(name),
      onGivenUp: (error) => {
        expect(error).toBeInstanceOf(CallFailure);
        givenUp.push(name);
      },
    });
  return { bodies, begin, admitted, givenUp };
}

/** As much as one source may have. */
const LARGEST = 2 * MIB;

/** What a body takes of memory, in parts of its size. */
const FACTOR = 3;

describe("Bodies that are received and passed on", () => {
  test("have 6 MiB of memory for one source and 24 MiB in all; others wait until these are released", () => {
    const { bodies, begin, admitted } = opened();
    const first = begin("a", LARGEST, "first");
    begin("a", MIB, "second of a");
    for (const source of ["b", "c", "d"]) begin(source, LARGEST, source);
    begin("e", MIB, "e");
    expect(admitted).toEqual(["first", "b", "c", "d"]);
    expect(bodies.bytes).toBe(FACTOR * 8 * MIB);
    first.arrived(LARGEST);
    expect(admitted).toHaveLength(4);
    first.release();
    first.release();
    expect(admitted).toEqual(["first", "b", "c", "d", "second of a", "e"]);
    expect(bodies.bytes).toBe(FACTOR * 8 * MIB);
  });

  test("have 12 MiB of memory for one visitor, over all of their labs, and other visitors go on", () => {
    const { bodies, begin, admitted } = opened();
    const first = begin("a", LARGEST, "a", "visitor");
    begin("b", LARGEST, "b", "visitor");
    begin("c", LARGEST, "c", "visitor");
    begin("d", 0.5 * MIB, "small, behind c", "visitor");
    begin("e", LARGEST, "e", "other");
    expect(admitted).toEqual(["a", "b", "e"]);
    expect(bodies.bytes).toBe(FACTOR * 6 * MIB);
    first.release();
    expect(admitted).toEqual(["a", "b", "e", "c"]);
  });

  test("are refused with the rule that keeps them out", () => {
    const { begin } = opened();
    begin("a", LARGEST, "first");
    const second = begin("a", LARGEST, "second");
    expect(second.noRoom().message).toContain(
      "those of a lab 6 MiB at most, of a visitor 12 MiB, of all 24 MiB",
    );
    for (let waiting = 1; waiting < 8; waiting += 1) begin("a", MIB, "waiting");
    expect(() => begin("a", MIB, "refused")).toThrow("8 bodies wait already");
  });

  test("of one source come in their order", () => {
    const { begin, admitted } = opened();
    const first = begin("a", 1.5 * MIB, "first");
    begin("a", MIB, "large");
    begin("a", 0.5 * MIB, "small");
    expect(admitted).toEqual(["first"]);
    first.release();
    expect(admitted).toEqual(["first", "large", "small"]);
  });

  test("are received at once where they are small", () => {
    const { bodies, begin, admitted } = opened();
    for (const source of ["a", "b", "c", "d", "e"]) begin(source, LARGEST, source);
    begin("f", 4096, "small");
    expect(admitted).toEqual(["a", "b", "c", "d", "small"]);
    expect(bodies.bytes).toBe(FACTOR * 8 * MIB);
  });

  test("of one source wait eight at a time, the next is refused", () => {
    const { bodies, begin, admitted } = opened();
    const first = begin("a", LARGEST, "first");
    for (let waiting = 0; waiting < 8; waiting += 1) begin("a", MIB, "waiting");
    expect(() => begin("a", MIB, "refused")).toThrow(CallFailure);
    begin("b", LARGEST, "b");
    first.release();
    expect(admitted).toEqual(["first", "b", "waiting", "waiting"]);
    expect(bodies.bytes).toBe(FACTOR * 4 * MIB);
  });

  test("hold what has arrived, where that is less than what they might have held", () => {
    const { bodies, begin, admitted } = opened();
    const chunked = begin("a", LARGEST, "chunked");
    begin("a", MIB, "next");
    chunked.arrived(MIB);
    expect(admitted).toEqual(["chunked", "next"]);
    chunked.release();
    expect(bodies.bytes).toBe(FACTOR * MIB);
  });

  test("that arrive for long give way to one that waits, the oldest of its source first", () => {
    const { bodies, begin, givenUp, admitted } = opened();
    begin("b", MIB, "other");
    begin("a", MIB, "slow");
    begin("a", MIB, "slower");
    begin("a", MIB, "new");
    vi.advanceTimersByTime(750);
    expect(givenUp).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(givenUp).toEqual(["slow"]);
    expect(admitted.at(-1)).toBe("new");
    expect(bodies.bytes).toBe(FACTOR * 3 * MIB);
  });

  test("that arrive for long give way to another source's where all together have too much", () => {
    const { begin, givenUp, admitted } = opened();
    for (const source of ["a", "b", "c", "d"]) begin(source, LARGEST, source);
    begin("e", MIB, "e");
    vi.advanceTimersByTime(1000);
    expect(givenUp).toEqual(["a"]);
    expect(admitted).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("give way to none once they have arrived", () => {
    const { begin, givenUp } = opened();
    for (const source of ["a", "b", "c", "d"]) begin(source, LARGEST, source).arrived(LARGEST);
    begin("e", MIB, "e");
    vi.advanceTimersByTime(60_000);
    expect(givenUp).toEqual([]);
  });
});
