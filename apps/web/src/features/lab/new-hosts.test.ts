import { expect, it } from "vitest";
import { hostNameFault, usualHosts, withHost } from "./new-hosts.js";

it("offers a client and a server, and more clients", () => {
  expect(usualHosts(null)).toEqual(["client", "server"]);
  expect(usualHosts(["left", "right"])).toEqual(["left", "right"]);
  expect(withHost(withHost(["client", "server"]))).toEqual(["client", "server", "client-2", "client-3"]);
  expect(withHost(["a", "b", "c", "d"])).toHaveLength(4);
});

it.each([
  ["", "missing"],
  ["localhost", "localhost"],
  ["x".repeat(33), "tooLong"],
  ["Server", "notAllowed"],
  ["2nd", "notAllowed"],
  ["client-", "notAllowed"],
  ["client", "taken"],
  ["web", undefined],
] as const)("says what is wrong with the name %j: %s", (name, fault) => {
  expect(hostNameFault(["client", name], 1)).toBe(fault);
});
