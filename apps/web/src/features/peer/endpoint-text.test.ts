import { expect, test } from "vitest";
import { readEndpoint } from "./endpoint-text.js";

test.each([
  ["127.0.0.1:8088", "127.0.0.1", 8088],
  [" localhost 8088 ", "localhost", 8088],
  ["[::1]:8088", "::1", 8088],
  ["::1 8088", "::1", 8088],
  [":8088", "127.0.0.1", 8088],
  ["8088", "127.0.0.1", 8088],
  ["0.0.0.0:0", "0.0.0.0", 0],
])("%s names an address and a port", (text, host, port) => {
  expect(readEndpoint(text)).toEqual({ host, port });
});

test.each([
  ["", "missing"],
  ["localhost", "port"],
  ["localhost:", "port"],
  ["localhost:99999", "port"],
  ["::1", "port"],
  ["ho/st:80", "host"],
  ["http://localhost:80", "port"],
])("%j is no address: %s", (text, fault) => {
  expect(readEndpoint(text)).toBe(fault);
});
