import { expect, test } from "vitest";
import { visitorAt } from "./visitor.js";

test("A visitor is an IPv4 address, or the /64 of an IPv6 address", () => {
  const visitors = {
    "192.0.2.1": "192.0.2.1",
    "192.0.2.1:4711": "192.0.2.1",
    "::ffff:192.0.2.1": "192.0.2.1",
    "::1": "::1",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    "2001:DB8:0001:2::9": "2001:db8:1:2::/64",
    "[2001:db8:1:2::9]:4711": "2001:db8:1:2::/64",
    "2001:db8::1": "2001:db8:0:0::/64",
    "fe80::1%eth0": "fe80:0:0:0::/64",
    unknown: "unknown",
  };
  for (const [address, visitor] of Object.entries(visitors))
    expect(visitorAt(address), address).toBe(visitor);
});
