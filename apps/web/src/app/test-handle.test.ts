import { expect, it } from "vitest";
import { wantsTestHandle } from "./test-handle.js";

function wants(address: string): boolean {
  return wantsTestHandle(new URL(address));
}

it("gives tests a handle where they ask for it, on loopback only", () => {
  expect(wants("http://127.0.0.1:7070/?test")).toBe(true);
  expect(wants("http://localhost:7070/?test")).toBe(true);
  expect(wants("http://[::1]:7070/?test")).toBe(true);
  expect(wants("http://127.0.0.1:7070/")).toBe(false);
  expect(wants("https://sockpit.example/?test")).toBe(false);
  expect(wants("https://127.0.0.1.example/?test")).toBe(false);
});
