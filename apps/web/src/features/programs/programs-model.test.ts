import { expect, it } from "vitest";
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

function firstVisit(language = "en"): ProgramsModel {
  const model = new ProgramsModel({ samples, language });
  model.open(model.samples({ isFirstVisit: true }), []);
  return model;
}

const sources = (model: ProgramsModel) => model.store.getState().programs.map(({ source }) => source);

it("begins with the samples of the language", () => {
  const model = firstVisit("zh-TW");
  expect(sources(model)[0]).toContain("你好");
  expect(model.isSamplesOnly()).toBe(true);
});

it("changes untouched samples to another language, and leaves the person's text alone", () => {
  const model = firstVisit();
  model.setSource("sample-client.py", "# mine");
  model.setLanguage("zh-TW");
  expect(sources(model)).toEqual(["# 你好\ns.listen()", "# mine"]);
});

it("changes untouched samples to the hosts of a lab and back, and leaves the person's text alone", () => {
  const own = "connect(('127.0.0.1', 1))\n";
  const server = { name: "server.py", source: "bind(('127.0.0.1', 8088))\n" };
  const client = { name: "client.py", source: "connect(('127.0.0.1', 8088))\n" };
  const model = new ProgramsModel({ samples: { en: [server, client] }, language: "en" });
  const sources = () => model.store.getState().programs.map(({ source }) => source);
  model.open(model.samples(), []);
  model.add({ name: "own.py", source: own });
  model.setServer("web");
  expect(sources()).toEqual(["bind(('', 8088))\n", "connect(('web', 8088))\n", own]);
  expect(model.samples().map(({ source }) => source)).toEqual(sources().slice(0, 2));
  model.setServer("db");
  expect(sources()[1]).toBe("connect(('db', 8088))\n");
  model.setServer(null);
  expect(sources()).toEqual([server.source, client.source, own]);
});

it("restores the samples, and takes that back", () => {
  const model = firstVisit();
  model.setSource("sample-client.py", "# mine");
  model.restoreSamples();
  expect(model.isSamplesOnly()).toBe(true);
  model.undo();
  expect(sources(model)[1]).toBe("# mine");
  expect(model.store.getState().undo).toBeNull();
});

const names = (model: ProgramsModel) => model.store.getState().programs.map(({ name }) => name);

it("adds, duplicates and moves programs, each with a free name and colour", () => {
  const model = firstVisit();
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
  const model = firstVisit();
  for (let count = 2; count < 16; count += 1) expect(model.add({ name: "a.py", source: "" })).toBeDefined();
  expect(model.add({ name: "a.py", source: "" })).toBeUndefined();
  expect(new Set(names(model)).size).toBe(16);
});

it("renames, and says what is wrong with a name", () => {
  const model = firstVisit();
  expect(model.rename("sample-server.py", " 伺服器.py ")).toBeUndefined();
  expect(names(model)[0]).toBe("伺服器.py");
  const rename = (name: string) => model.rename("sample-server.py", name);
  expect(rename("client.py")).toBe("taken");
  expect(rename("  ")).toBe("empty");
  expect(rename("common//a.py")).toBe("slash");
  expect(rename("common/")).toBe("slash");
  expect(rename("/etc/a.py")).toBe("outside");
  expect(rename("common/../../a.py")).toBe("outside");
  expect(rename("a\u0007b")).toBe("control");
  expect(rename("..")).toBe("outside");
  expect(rename("client.py/a.py")).toBe("folder");
  expect(rename("x".repeat(65))).toBe("long");
  expect(names(model)[0]).toBe("伺服器.py");
});

it("brings a removed program back where it was, even if its name was taken meanwhile", () => {
  const model = firstVisit();
  model.remove("sample-server.py");
  expect(names(model)).toEqual(["client.py"]);
  model.rename("sample-client.py", "server.py");
  model.undo();
  expect(names(model)).toEqual(["server2.py", "server.py"]);
});

it("shows two programs, and one that is chosen in place of the one used longest ago", () => {
  const model = firstVisit();
  const third = model.add({ name: "third.py", source: "" });
  const shown = (from: ProgramsModel) => from.store.getState().shown;
  expect(shown(model)).toEqual(["sample-client.py", third]);
  model.show("sample-client.py");
  model.show("sample-server.py");
  expect(shown(model)).toEqual(["sample-client.py", "sample-server.py"]);
});
