import { describe, expect, test } from "vitest";
import { z } from "zod";
import { CallError, type ErrorCode } from "./call-error.js";
import { codedFailure } from "./call-failure.js";
import { errorCodes } from "./error-table.js";
import { badParams, errnoFailure, statusOf, timeoutFailure } from "./errors.js";
import { Address } from "./values/address.js";
import { Data } from "./values/data.js";

function refusalOf(schema: z.ZodType, value: unknown) {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error("it was taken");
  return badParams(parsed.error, "params").error;
}

describe("badParams", () => {
  const params = z.strictObject({ fd: z.int(), address: Address });

  test("names the field and the rule", () => {
    const error = refusalOf(params, { fd: "3", address: { path: "x" } });
    expect(error).toMatchObject({ kind: "protocol", code: "bad_params", field: "params.fd" });
    expect(error.message).toMatch(/^params\.fd: .*number/);
  });

  test.each([
    [{ host: "127.0.0.1", port: 70_000 }, "params.address.port", /65535/],
    [{ host: 1, port: 1 }, "params.address.host", /string/],
    [{ path: "x".repeat(200) }, "params.address.path", /at most 107 bytes/],
    [{ abstract: "字".repeat(36) }, "params.address.abstract", /at most 107 bytes/],
  ])("in a union, says what the member that fits best has against it: %j", (address, field, rule) => {
    const error = refusalOf(params, { fd: 3, address });
    expect(error).toMatchObject({ field });
    expect(error.message).toMatch(rule);
  });

  test("in a union where nothing fits, names the union", () => {
    expect(refusalOf(params, { fd: 3, address: 7 })).toMatchObject({ field: "params.address" });
    expect(refusalOf(z.strictObject({ data: Data }), { data: { base64: "*" } })).toMatchObject({
      field: "params.data.base64",
      message: "params.data.base64: must be base64 (RFC 4648)",
    });
  });

  test("without a field or a prefix, gives the rule alone", () => {
    const parsed = z.string().safeParse(7);
    if (parsed.success) throw new Error("it was taken");
    const { error } = badParams(parsed.error, "");
    expect(error).not.toHaveProperty("field");
    expect(error.message).toMatch(/string/);
  });
});

describe("Failures", () => {
  test("are valid on the wire and have the HTTP status of their row", () => {
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      const { error } = codedFailure(code, "why", { field: "x" });
      expect(CallError.parse(error)).toEqual(error);
      expect(error.kind).toBe(errorCodes[code].kind);
      expect(statusOf(error)).toBe(errorCodes[code].status);
      expect(errorCodes[code].meaning).toMatch(/^[A-Z].*\.$/);
      expect(errorCodes[code].action).toMatch(/^[A-Z].*\.$/);
    }
    for (const { error } of [errnoFailure("bind", "EADDRINUSE"), timeoutFailure("recv")]) {
      expect(CallError.parse(error)).toEqual(error);
      expect(statusOf(error)).toBe(422);
    }
  });

  test("of the kernel carry Linux's name, number and words", () => {
    expect(errnoFailure("connect", "ECONNREFUSED").error).toEqual({
      kind: "errno",
      errno: "ECONNREFUSED",
      number: 111,
      syscall: "connect",
      message: "Connection refused",
    });
  });
});
