import { expect, it, vi } from "vitest";
import type { KeyValueStorage } from "../storage.js";
import { startOrder } from "./program.js";
import { ProgramsModel } from "./programs-model.js";

const samples = {
  en: [
    { name: "server.py", source: "# hello\ns.listen()" },
    { name: "client.py", source: "# hello\ns.connect()" },
  ],
  "zh-TW": [
    { name: "server.py", source: "# 你好\ns.listen()" },
    { name: "client.py", source: "# 你好\ns.connect()" },
  ],
};

function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

const sources = (model: ProgramsModel) => model.store.getState().programs.map(({ source }) => source);

it("begins with the samples of the language", () => {
  const model = new ProgramsModel({ storage: memoryStorage(), samples, language: "zh-TW" });
  expect(sources(model)[0]).toContain("你好");
  expect(model.isSamplesOnly()).toBe(true);
});

it("keeps the person's text over a reload, once it has been written down", () => {
  const storage = memoryStorage();
  const model = new ProgramsModel({ storage, samples, language: "en" });
  model.setSource("sample-client.py", "print('你好')");
  model.save();
  const reloaded = new ProgramsModel({ storage, samples, language: "en" });
  expect(reloaded.find("sample-client.py")?.source).toBe("print('你好')");
});

it("writes a burst of typing down once", () => {
  vi.useFakeTimers();
  const storage = memoryStorage();
  const setItem = vi.spyOn(storage, "setItem");
  const model = new ProgramsModel({ storage, samples, language: "en" });
  for (const text of ["a", "ab", "abc"]) model.setSource("sample-client.py", text);
  vi.runAllTimers();
  expect(setItem).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});

it("changes untouched samples to another language, and leaves the person's text alone", () => {
  const model = new ProgramsModel({ storage: undefined, samples, language: "en" });
  model.setSource("sample-client.py", "# mine");
  model.setLanguage("zh-TW");
  expect(sources(model)).toEqual(["# 你好\ns.listen()", "# mine"]);
});

it("restores the samples, and takes that back", () => {
  const model = new ProgramsModel({ storage: undefined, samples, language: "en" });
  model.setSource("sample-client.py", "# mine");
  model.restoreSamples();
  expect(model.isSamplesOnly()).toBe(true);
  model.undoRestore();
  expect(sources(model)[1]).toBe("# mine");
  expect(model.store.getState().undo).toBeNull();
});

it("begins with the samples where storage is broken or holds something else", () => {
  for (const broken of ["{", '{"programs":[{"id":1}]}', "[]", '"x"']) {
    const storage = memoryStorage();
    storage.setItem("sockpit.programs", broken);
    expect(sources(new ProgramsModel({ storage, samples, language: "en" }))).toHaveLength(2);
  }
});

it("starts servers before those that go to them", () => {
  const program = (name: string, source: string) => ({ id: name, name, source, colour: 0 });
  const programs = [program("a", "sk.connect(x)"), program("b", "sk.bind( x )"), program("c", "sk.listen()")];
  expect(startOrder(programs).map(({ name }) => name)).toEqual(["b", "c", "a"]);
});
