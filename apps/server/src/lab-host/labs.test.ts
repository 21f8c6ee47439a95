import { CallFailure, limits } from "@sockpit/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Labs } from "./labs.js";

const IDLE_MS = 300_000;
const SECOND_MS = 1000;
const none = { available: false, userNamespace: false, networkNamespace: false, capture: false };

describe("Labs", () => {
  let closed: string[];
  let labs: Labs;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    closed = [];
    labs = new Labs({
      network: "mapped",
      isolation: none,
      share: 1,
      idleMs: IDLE_MS,
      interrupt: async () => undefined,
      onClosed: (id) => closed.push(id),
    });
  });
  afterEach(() => {
    labs.closeAll();
    vi.useRealTimers();
  });

  /** Lets time pass, and the labs whose time is up end, one after the other. */
  async function pass(seconds: number): Promise<void> {
    vi.advanceTimersByTime(seconds * SECOND_MS);
    for (let before = -1; before < closed.length; ) {
      before = closed.length;
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test("end after two minutes where nobody has used them", async () => {
    labs.create("a");
    await pass(119);
    expect(closed).toEqual([]);
    await pass(2);
    expect(closed).toEqual(["a"]);
    expect(() => labs.get("a")).toThrow(CallFailure);
  });

  test("end ten minutes after the last request where only REST uses them", async () => {
    labs.create("a");
    labs.get("a");
    await pass(400);
    labs.get("a");
    await pass(599);
    expect(closed).toEqual([]);
    await pass(2);
    expect(closed).toEqual(["a"]);
  });

  test("end after a time of their own where REST uses them and chose one", async () => {
    labs.create("a", { ttlMs: 30 * SECOND_MS });
    labs.get("a");
    await pass(29);
    expect(closed).toEqual([]);
    await pass(2);
    expect(closed).toEqual(["a"]);
  });

  test("never end while a connection is open or a request waits", async () => {
    labs.create("connected");
    labs.create("waiting");
    labs.hold("connected");
    const { release } = labs.holdForRequest("waiting");
    await pass(10_000);
    expect(closed).toEqual([]);
    release();
    await pass(601);
    expect(closed).toEqual(["waiting"]);
  });

  test("end five minutes after their last connection was lost, unless it comes back", async () => {
    labs.create("a");
    labs.hold("a").release();
    await pass(299);
    const back = labs.hold("a");
    await pass(1000);
    back.release();
    await pass(299);
    expect(closed).toEqual([]);
    await pass(2);
    expect(closed).toEqual(["a"]);
  });

  test("end one minute after their last connection said goodbye, unless it comes back", async () => {
    for (const id of ["gone", "reloaded", "shared"]) labs.create(id);
    labs.hold("gone").release({ isGoodbye: true });
    labs.hold("reloaded").release({ isGoodbye: true });
    labs.hold("shared");
    labs.hold("shared").release({ isGoodbye: true });
    await pass(59);
    expect(closed).toEqual([]);
    labs.hold("reloaded").release();
    await pass(2);
    expect(closed).toEqual(["gone"]);
    await pass(240);
    expect(closed).toEqual(["gone"]);
  });

  test("make room for a new one where there is none: the longest idle without a connection ends", async () => {
    const ids = Array.from({ length: limits.labsPerServer }, (_, index) => `lab${index}`);
    for (const id of ids) labs.create(id);
    labs.hold("lab0");
    labs.hold("lab1").release();
    expect(() => labs.create("new")).toThrow("at most 256 labs");
    await pass(6);
    labs.create("new");
    await pass(0);
    expect(closed).toEqual(["lab2"]);
    await pass(25);
    labs.get("lab3");
    labs.create("newer");
    await pass(0);
    expect(closed).toEqual(["lab2", "lab1"]);
  });
});
