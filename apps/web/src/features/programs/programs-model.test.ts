import { expect, it, vi } from "vitest";
import { startOrder } from "../../shared/program.js";
import type { KeyValueStorage } from "../../shared/storage.js";
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
  model.undo();
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

const names = (model: ProgramsModel) => model.store.getState().programs.map(({ name }) => name);

it("adds, duplicates and moves programs, each with a free name and colour", () => {
  const model = new ProgramsModel({ storage: undefined, samples, language: "en" });
  model.add({ name: "client.py", source: "1" });
  model.duplicate("sample-server.py");
  expect(names(model)).toEqual(["server.py", "server2.py", "client.py", "client2.py"]);
  const { programs } = model.store.getState();
  expect(new Set(programs.map(({ colour }) => colour)).size).toBe(4);
  expect(new Set(programs.map(({ id }) => id)).size).toBe(4);
  model.move("sample-server.py", 2);
  expect(names(model)).toEqual(["server2.py", "client.py", "server.py", "client2.py"]);
  model.move("sample-server.py", -9);
  expect(names(model)[0]).toBe("server.py");
});

it("holds sixteen programs and no more", () => {
  const model = new ProgramsModel({ storage: undefined, samples, language: "en" });
  for (let count = 2; count < 16; count += 1) expect(model.add({ name: "a.py", source: "" })).toBeDefined();
  expect(model.add({ name: "a.py", source: "" })).toBeUndefined();
  expect(new Set(names(model)).size).toBe(16);
});

it("renames, and says what is wrong with a name", () => {
  const model = new ProgramsModel({ storage: undefined, samples, language: "en" });
  expect(model.rename("sample-server.py", " 伺服器.py ")).toBeUndefined();
  expect(names(model)[0]).toBe("伺服器.py");
  const rename = (name: string) => model.rename("sample-server.py", name);
  expect(rename("client.py")).toBe("taken");
  expect(rename("  ")).toBe("empty");
  expect(rename("a/b.py")).toBe("slash");
  expect(rename("a\u0007b")).toBe("control");
  expect(rename("..")).toBe("dots");
  expect(rename("x".repeat(65))).toBe("long");
  expect(names(model)[0]).toBe("伺服器.py");
});

it("brings a removed program back where it was, even if its name was taken meanwhile", () => {
  const model = new ProgramsModel({ storage: undefined, samples, language: "en" });
  model.remove("sample-server.py");
  expect(names(model)).toEqual(["client.py"]);
  model.remove("sample-client.py");
  expect(names(model)).toEqual(["client.py"]);
  model.rename("sample-client.py", "server.py");
  model.undo();
  expect(names(model)).toEqual(["server2.py", "server.py"]);
});

it("shows two programs, and one that is chosen in place of the one used longest ago", () => {
  const storage = memoryStorage();
  const model = new ProgramsModel({ storage, samples, language: "en" });
  const third = model.add({ name: "third.py", source: "" });
  const shown = (from: ProgramsModel) => from.store.getState().shown;
  expect(shown(model)).toEqual(["sample-client.py", third]);
  model.show("sample-client.py");
  model.show("sample-server.py");
  expect(shown(model)).toEqual(["sample-client.py", "sample-server.py"]);
  model.save();
  expect(shown(new ProgramsModel({ storage, samples, language: "en" }))).toEqual(shown(model));
});

it("keeps arguments with their program", () => {
  const storage = memoryStorage();
  const model = new ProgramsModel({ storage, samples, language: "en" });
  model.setArguments("sample-client.py", "--port 8088\n'a b'");
  model.save();
  const reloaded = new ProgramsModel({ storage, samples, language: "en" });
  expect(reloaded.find("sample-client.py")?.arguments).toBe("--port 8088 'a b'");
});
