import { describe, expect, test, vi } from "vitest";
import type { PausePlace } from "../shared/stepping.js";
import { Stepping } from "./stepping.js";

const place: PausePlace = {
  reason: "step",
  command: null,
  thread: null,
  file: "client.py",
  line: 1,
  frames: [],
  variables: [],
};

describe("Stepping", () => {
  test("tells where a thread stands, and holds it until it is told how to go on", async () => {
    const onPaused = vi.fn();
    const stepping = new Stepping(onPaused);
    const paused = stepping.pauseAt(JSON.stringify(place));
    expect(onPaused).toHaveBeenCalledWith(place);
    stepping.resume("over");
    await expect(paused).resolves.toBe("over");
  });

  test("lets the threads that waited go on with the one that stood still", async () => {
    const stepping = new Stepping(vi.fn());
    const held = [stepping.untilWentOn(), stepping.untilWentOn()];
    stepping.wentOn();
    await expect(Promise.all(held)).resolves.toEqual([undefined, undefined]);
  });

  test("holds nothing any more once the program is being ended", async () => {
    const onPaused = vi.fn();
    const stepping = new Stepping(onPaused);
    const paused = stepping.pauseAt(JSON.stringify(place));
    stepping.release();
    await expect(paused).resolves.toBe("continue");
    await expect(stepping.pauseAt(JSON.stringify(place))).resolves.toBe("continue");
    expect(onPaused).toHaveBeenCalledTimes(1);
  });
});
