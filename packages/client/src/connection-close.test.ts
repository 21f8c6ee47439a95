import { describe, expect, test } from "vitest";
import { describeClose } from "./connection-close.js";

describe("How a connection ended", () => {
  test.each([
    [1000, "closed"],
    [1001, "serverGone"],
    [1002, "refused"],
    [1005, "serverGone"],
    [1006, "serverGone"],
    [1007, "refused"],
    [1009, "refused"],
    [1013, "serverGone"],
    [4404, "labLost"],
  ] as const)("close code %i means %s", (code, kind) => {
    expect(describeClose(code, "why")).toEqual({ code, reason: "why", kind });
  });
});
