import { CallFailure, codedFailure, errnoFailure, timeoutFailure } from "@sockpit/protocol";
import { ArgumentError, SystemError, TimeoutError } from "@sockpit/sockets";
import { describe, expect, test } from "vitest";
import { asCallFailure } from "./call-failure.js";

describe("Errors of sockets, as a caller sees them", () => {
  test.each([
    [new SystemError("bind", "EADDRINUSE"), errnoFailure("bind", "EADDRINUSE")],
    [new SystemError("send", "EINTR", { sentBytes: 5 }), errnoFailure("send", "EINTR", { sentBytes: 5 })],
    [new TimeoutError("recv"), timeoutFailure("recv")],
    [
      new ArgumentError("address.host", "must be an IPv6 address"),
      codedFailure("bad_params", "address.host: must be an IPv6 address", { field: "address.host" }),
    ],
  ])("%s becomes the protocol's", (error, failure) => {
    const translated = asCallFailure(error);
    expect(translated).toBeInstanceOf(CallFailure);
    expect(translated).toMatchObject({ error: failure.error });
  });

  test("stay what they are where they are a caller's already, or a bug", () => {
    for (const error of [errnoFailure("bind", "EADDRINUSE"), new TypeError("bug")]) {
      expect(asCallFailure(error)).toBe(error);
    }
  });
});
