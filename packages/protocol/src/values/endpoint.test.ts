import { describe, expect, test } from "vitest";
import { coversEndpoint, type Endpoint, formatEndpoint, isSameEndpoint, isSamePort } from "./endpoint.js";

const server = { host: "127.0.0.1", port: 8088 };

describe("An endpoint", () => {
  test.each<[Endpoint, Endpoint, boolean]>([
    [server, { host: "127.0.0.1", port: 8088 }, true],
    [server, { host: "127.0.0.1", port: 8089 }, false],
    [server, { host: "127.0.0.2", port: 8088 }, false],
    [{ host: "127.0.0.1" }, { host: "127.0.0.1" }, true],
    [{ path: "/tmp/a" }, { path: "/tmp/a" }, true],
    [{ path: "/tmp/a" }, { abstract: "/tmp/a" }, false],
    [{ abstract: "a" }, { abstract: "a" }, true],
    [server, { path: "127.0.0.1" }, false],
  ])("%j and %j are one: %s", (a, b, isSame) => {
    expect(isSameEndpoint(a, b)).toBe(isSame);
    expect(isSameEndpoint(b, a)).toBe(isSame);
  });

  test.each<[Endpoint, Endpoint, boolean]>([
    [{ host: "0.0.0.0", port: 8088 }, server, true],
    [{ host: "::", port: 8088 }, { host: "::1", port: 8088 }, true],
    [{ host: "0.0.0.0", port: 8089 }, server, false],
    [server, { host: "0.0.0.0", port: 8088 }, false],
    [{ host: "0.0.0.0", port: 8088 }, { path: "/tmp/a" }, false],
  ])("%j covers %j: %s", (bound, wanted, does) => {
    expect(coversEndpoint(bound, wanted)).toBe(does);
  });

  test("of nobody is on no port and no other", () => {
    expect(isSameEndpoint(null, null)).toBe(false);
    expect(isSamePort(null, null)).toBe(false);
    expect(isSamePort({ host: "127.0.0.1" }, { host: "127.0.0.1" })).toBe(false);
  });

  test.each<[Endpoint | null, string | null]>([
    [server, "127.0.0.1:8088"],
    [{ host: "::1", port: 8088 }, "[::1]:8088"],
    [{ host: "::1" }, "::1"],
    [{ path: "/tmp/x.sock" }, "/tmp/x.sock"],
    [{ path: "" }, null],
    [{ abstract: "name" }, "@name"],
    [null, null],
  ])("%j is written as %s", (endpoint, text) => {
    expect(formatEndpoint(endpoint)).toBe(text);
  });
});
