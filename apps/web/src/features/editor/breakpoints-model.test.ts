import { expect, it } from "vitest";
import { BreakpointsModel } from "./breakpoints-model.js";

function memory(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    key: () => null,
    length: 0,
  };
}

it("gives a program no line at which it is disabled", () => {
  const model = new BreakpointsModel(memory());
  model.set("a", [
    { line: 3, isEnabled: true },
    { line: 7, isEnabled: false },
  ]);
  expect(model.linesOf("a")).toEqual([3]);
  expect(model.of("a")).toHaveLength(2);
});

it("keeps enabled and disabled ones over a reload, in the order of lines", () => {
  const storage = memory();
  const set = [
    { line: 2, isEnabled: false },
    { line: 5, isEnabled: true },
    { line: 9, isEnabled: false },
  ];
  new BreakpointsModel(storage).set("a", set);
  expect(new BreakpointsModel(storage).of("a")).toEqual(set);
  new BreakpointsModel(storage).set("a", []);
  expect(new BreakpointsModel(storage).of("a")).toEqual([]);
});

it("reads what an earlier version of the page has kept, which disabled none", () => {
  const storage = memory();
  storage.setItem("sockpit.breakpoints", JSON.stringify({ a: [4, 1], b: "no lines" }));
  const model = new BreakpointsModel(storage);
  expect(model.of("a")).toEqual([
    { line: 1, isEnabled: true },
    { line: 4, isEnabled: true },
  ]);
  expect(model.of("b")).toEqual([]);
});
