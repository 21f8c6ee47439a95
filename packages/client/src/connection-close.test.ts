import { describe, expect, test } from "vitest";
import { describeClose } from "./connection-close.js";

describe("How a connection ended", () => {
  test.each([
    [1000, "closed", "connection_lost"],
    [1001, "serverGone", "connection_lost"],
    [1002, "refused", "bad_message"],
    [1005, "serverGone", "connection_lost"],
    [1006, "serverGone", "connection_lost"],
    [1007, "refused", "bad_message"],
    [1009, "refused", "message_too_large"],
    [1013, "serverGone", "over_budget"],
    [4404, "labLost", "no_such_lab"],
    [4999, "refused", "connection_lost"],
  ] as const)("close code %i means %s, and calls under way fail with %s", (code, kind, error) => {
    expect(describeClose(code, "why")).toEqual({ code, reason: "why", kind, error });
  });
});
