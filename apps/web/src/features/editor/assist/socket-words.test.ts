import { commandNames } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { loadGlossaries } from "../../glossary/public.js";
import { socketWords } from "./socket-words.js";

const words = socketWords(await loadGlossaries());

/** Commands under which Python has no method or function of a socket. */
const notOfSockets = new Set([
  "epoll_create1",
  "epoll_ctl",
  "epoll_wait",
  "poll",
  "ioctl",
  "unlink",
  "fcntl",
  "dup2",
  "pipe2",
  "read",
  "write",
]);

it("has every command that a socket has in Python, with its signature", () => {
  const called = new Set(words.filter(({ kind }) => kind !== "constant").map(({ name }) => name));
  expect(commandNames.filter((name) => !notOfSockets.has(name) && !called.has(name))).toEqual([]);
});

it("means something in both languages", () => {
  for (const { name, meaning } of words) {
    expect(meaning.en, name).toMatch(/[.?]\)?$/);
    expect(meaning["zh-TW"], name).toMatch(/。$/);
  }
});

it("has each name once", () => {
  const keys = words.map(({ kind, name }) => `${kind === "method"} ${name}`);
  expect(new Set(keys).size).toBe(keys.length);
});
