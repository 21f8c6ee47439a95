import { expect, test } from "vitest";
import { parseFromLabHost, parseToLabHost } from "./messages.js";

test("What is no message between the processes is refused on both sides", () => {
  const bytes = new Uint8Array(1);
  const ofFrontDoor = [
    null,
    "ping",
    {},
    { type: "pong" },
    { type: "ping", more: 1 },
    { type: "cancel", id: "1" },
    { type: "credit", id: 1, bytes: 0 },
    { type: "request", id: 1, request: { do: "getLab", lab: "../etc" } },
    { type: "request", id: 1, request: { do: "format", lab: "a2345678" } },
    { type: "upgrade", id: 1, lab: "a2345678", url: "/", headers: { a: 1 }, head: bytes },
  ];
  for (const message of ofFrontDoor) expect(() => parseToLabHost(message), String(message)).toThrow();
  const ofLabHost = [
    { type: "ping" },
    { type: "piece", id: 1, bytes: "text" },
    { type: "piece", id: 1.5, bytes },
    { type: "failure", id: 1, error: { kind: "internal", code: "unheard_of", message: "" } },
    { type: "pong", stats: {} },
    { type: "labClosed", lab: 1 },
  ];
  for (const message of ofLabHost) expect(() => parseFromLabHost(message), JSON.stringify(message)).toThrow();
  expect(parseToLabHost({ type: "cancel", id: 1 })).toEqual({ type: "cancel", id: 1 });
  expect(parseFromLabHost({ type: "piece", id: 1, bytes })).toEqual({ type: "piece", id: 1, bytes });
});
