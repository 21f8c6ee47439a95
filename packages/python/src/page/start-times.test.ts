import { expect, test } from "vitest";
import { StartTimes } from "./start-times.js";

function storage(kept = new Map<string, string>()) {
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test("a start is expected to take as long as the last of its kind", () => {
  const store = storage();
  const times = new StartTimes(store);
  expect(times.lastMs("withSnapshot")).toBeUndefined();
  times.took("withSnapshot", 812.4);
  times.took("withoutSnapshot", 2100);
  expect(new StartTimes(store).lastMs("withSnapshot")).toBe(812);
  expect(new StartTimes(store).lastMs("withoutSnapshot")).toBe(2100);
});

test("what is kept in another form is no estimate", () => {
  for (const text of ["", "null", "[]", '{"withSnapshot":"soon"}', '{"withSnapshot":-1}']) {
    const times = new StartTimes(storage(new Map([["sockpit-python-start", text]])));
    expect(times.lastMs("withSnapshot")).toBeUndefined();
  }
});

test("without storage, or with a full one, there is no estimate", () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  for (const store of [undefined, full]) {
    const times = new StartTimes(store);
    times.took("withSnapshot", 500);
    expect(times.lastMs("withSnapshot")).toBeUndefined();
  }
});
