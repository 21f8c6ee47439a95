import { describe, expect, test } from "vitest";
import { LoopbackBlock, shareLoopback } from "./loopback-block.js";

describe("A block of loopback", () => {
  test("stands for the lab's 127.0.0.0/24, both ways, and for nothing else", () => {
    const block = new LoopbackBlock();
    expect(block.fromLab("127.0.0.1")).toBe(block.loopback);
    expect(block.toLab(block.loopback)).toBe("127.0.0.1");
    expect(block.toLab(block.fromLab("127.0.0.254") ?? "")).toBe("127.0.0.254");
    expect(block.fromLab("127.0.1.1")).toBeUndefined();
    expect(block.fromLab("0.0.0.0")).toBeUndefined();
    expect(block.fromLab(block.loopback)).toBeUndefined();
    expect(block.toLab("127.0.0.1")).toBe("127.0.0.1");
    block.release();
  });

  test("is never one that another process of the server takes", () => {
    const taken = [0, 1, 2].map((index) => {
      shareLoopback({ index, processes: 3 });
      return Array.from({ length: 3000 }, () => {
        const block = new LoopbackBlock();
        block.release();
        return block.loopback;
      });
    });
    shareLoopback({ index: 0, processes: 1 });
    const [first, second, third] = taken.map((loopbacks) => new Set(loopbacks));
    for (const loopback of first ?? []) expect(second?.has(loopback) || third?.has(loopback)).toBe(false);
    for (const loopback of second ?? []) expect(third?.has(loopback)).toBe(false);
  });

  test("is not given to the next lab right after its owner closed, whose connections are in TIME-WAIT", () => {
    /** So many that, chosen freely among all there are, some would come twice. */
    const loopbacks = Array.from({ length: 5000 }, () => {
      const block = new LoopbackBlock();
      block.release();
      return block.loopback;
    });
    expect(new Set(loopbacks).size).toBe(loopbacks.length);
  });
});
