import { describe, expect, test } from "vitest";
import { ArgumentError, SocketError, SystemError, TimeoutError } from "./errors.js";

describe("What a call fails with", () => {
  const errors = [
    new SystemError("connect", "ECONNREFUSED"),
    new TimeoutError("recv"),
    new ArgumentError("address.host", "must be an IPv6 address such as ::1"),
  ];

  test.each(errors.map((error) => [error.name, error] as const))("%s has no stack trace", (_, error) => {
    expect(error).toBeInstanceOf(SocketError);
    expect(error.stack).not.toContain("\n");
    expect(new Error("a bug").stack).toContain("\n    at ");
  });

  test("names the call, the errno and its number", () => {
    expect(errors[0]).toMatchObject({
      syscall: "connect",
      errno: "ECONNREFUSED",
      number: 111,
      message: "connect: ECONNREFUSED",
    });
  });
});
