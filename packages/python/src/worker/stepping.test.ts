import { describe, expect, test, vi } from "vitest";
import type { StopPlace } from "../shared/stepping.js";
import { Stepping } from "./stepping.js";

const place: StopPlace = {
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
    const onStopped = vi.fn();
    const stepping = new Stepping(onStopped);
    const stopped = stepping.stopAt(JSON.stringify(place));
    expect(onStopped).toHaveBeenCalledWith(place);
    stepping.resume("over");
    await expect(stopped).resolves.toBe("over");
  });

  test("lets the threads that waited go on with the one that stood still", async () => {
    const stepping = new Stepping(vi.fn());
    const held = [stepping.untilWentOn(), stepping.untilWentOn()];
    stepping.wentOn();
    await expect(Promise.all(held)).resolves.toEqual([undefined, undefined]);
  });

  test("holds nothing any more once the program is being ended", async () => {
    const onStopped = vi.fn();
    const stepping = new Stepping(onStopped);
    const stopped = stepping.stopAt(JSON.stringify(place));
    stepping.release();
    await expect(stopped).resolves.toBe("continue");
    await expect(stepping.stopAt(JSON.stringify(place))).resolves.toBe("continue");
    expect(onStopped).toHaveBeenCalledTimes(1);
  });
});
