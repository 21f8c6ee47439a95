import { describe, expect, test } from "vitest";
import { LoopbackBlock } from "./loopback-block.js";

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
