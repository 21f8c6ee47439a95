import { expect, it } from "vitest";
import type { KeyValueStorage } from "../../shared/storage.js";
import { ProgramsModel } from "../programs/public.js";
import { ProjectsModel } from "./projects-model.js";
import { noOtherTabs, type TabMessage } from "./tab-channel.js";
import type { Table } from "./table.js";
import { memoryTables, type ProjectTables } from "./tables.js";
import type { ListedStorage } from "./unsaved-programs.js";

const samples = {
  en: [
    { name: "server.py", source: "listen" },
    { name: "client.py", source: "connect" },
  ],
};

/** One browser: storage that its tabs share, and a channel between them. */
class Browser {
  readonly localStorage = memoryStorage();
  readonly #tables = memoryTables();
  readonly #listeners = new Map<object, ((message: TabMessage) => void)[]>();

  /** A new tab that has been opened, with its own session. */
  async openTab(tables: Partial<ProjectTables> = {}) {
    const tab = {};
    const heard: ((message: TabMessage) => void)[] = [];
    this.#listeners.set(tab, heard);
    const programs = new ProgramsModel({ samples, language: "en" });
    const projects = new ProjectsModel({
      programs,
      tables: {
        ...this.#tables,
        isKept: true,
        tabs: {
          post: (message) => {
            for (const [other, listeners] of this.#listeners)
              if (other !== tab) for (const listener of listeners) listener(message);
          },
          onMessage: (listener) => void heard.push(listener),
        },
        ...tables,
      },
      localStorage: this.localStorage,
      sessionStorage: memoryStorage(),
    });
    await projects.load();
    const texts = () => programs.store.getState().programs.map(({ name, source }) => `${name}: ${source}`);
    const write = (name: string, source: string) => {
      const program = programs.store.getState().programs.find((one) => one.name === name);
      programs.setSource(program?.id ?? "", source);
    };
    return { programs, projects, texts, write, save: () => projects.keeper.save() };
  }
}

function memoryStorage(): ListedStorage & KeyValueStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
}

function bound<T extends { id: string }>(table: Table<T>): Table<T> {
  return {
    read: (project) => table.read(project),
    update: (project, change) => table.update(project, change),
    updateOne: (project, id, change) => table.updateOne(project, id, change),
    clear: (project) => table.clear(project),
  };
}

it("begins with the samples, in one project, also in two tabs that are opened at once", async () => {
  const browser = new Browser();
  const [first, second] = await Promise.all([browser.openTab(), browser.openTab()]);
  expect(first.texts()).toEqual(["server.py: listen", "client.py: connect"]);
  expect(second.texts()).toEqual(first.texts());
  expect(second.projects.store.getState().projects).toHaveLength(1);
});

it("shows in one tab what the other has changed, added and removed", async () => {
  const browser = new Browser();
  const [first, second] = [await browser.openTab(), await browser.openTab()];
  first.write("server.py", "changed");
  first.programs.add({ name: "util.py", source: "" });
  await first.save();
  await second.projects.refresh();
  expect(second.texts()).toEqual(["server.py: changed", "client.py: connect", "util.py: "]);
  const [server] = second.programs.store.getState().programs;
  second.programs.remove(server?.id ?? "");
  await second.save();
  await first.projects.refresh();
  expect(first.texts()).toEqual(["client.py: connect", "util.py: "]);
});

it("keeps both texts where two tabs change one program, and says so in both", async () => {
  const browser = new Browser();
  const [first, second] = [await browser.openTab(), await browser.openTab()];
  first.write("server.py", "first");
  second.write("server.py", "second");
  await first.save();
  await second.save();
  await first.projects.refresh();
  const both = ["server.py: first", "server_copy.py: second", "client.py: connect"];
  expect(second.texts()).toEqual(both);
  expect(first.texts()).toEqual(both);
  for (const { projects } of [first, second])
    expect(projects.keeper.store.getState().conflicts).toHaveLength(1);
  const copy = second.programs.store.getState().programs[1]?.id;
  expect(second.programs.store.getState().shown).toContain(copy);
});

it.each([
  ["into the copy, where a text has just become one", "second"],
  ["as a copy, where another tab's text has just been read", undefined],
])("keeps what is typed while records are written %s", async (_, written) => {
  const browser = new Browser();
  const { programs } = memoryTables();
  let finish = () => {};
  let isHeld = false;
  const slow: typeof programs.update = async (project, change) => {
    await programs.update(project, change);
    if (isHeld) await new Promise<void>((resolve) => (finish = resolve));
  };
  const first = await browser.openTab({ programs, tabs: noOtherTabs });
  const second = await browser.openTab({ programs: { ...bound(programs), update: slow }, tabs: noOtherTabs });
  first.write("server.py", "first");
  await first.save();
  if (written !== undefined) second.write("server.py", written);
  isHeld = true;
  const refreshed = second.projects.refresh();
  await new Promise((resolve) => setTimeout(resolve));
  second.write("server.py", "second, and more");
  isHeld = false;
  finish();
  await refreshed;
  await second.save();
  expect(second.texts()).toEqual([
    "server.py: first",
    "server_copy.py: second, and more",
    "client.py: connect",
  ]);
});

it("finds again what was typed just before the page was closed", async () => {
  const browser = new Browser();
  let isClosed = false;
  const { programs } = memoryTables();
  const update: typeof programs.update = (project, change) =>
    isClosed ? new Promise(() => {}) : programs.update(project, change);
  const table = { ...bound(programs), update };
  const tab = await browser.openTab({ programs: table });
  tab.write("client.py", "the last words");
  isClosed = true;
  tab.projects.keeper.leave();
  isClosed = false;
  expect((await browser.openTab({ programs: table })).texts()).toContain("client.py: the last words");
});

it("takes over the programs of before there were projects, with their ids and panes", async () => {
  const browser = new Browser();
  const program = { id: "sample-client.py", name: "client.py", source: "mine", colour: 1, arguments: "-v" };
  const other = { id: "program-7", name: "util.py", source: "", colour: 2 };
  const earlier = { version: 1, programs: [program, other, { id: 1 }], shown: ["program-7"] };
  browser.localStorage.setItem("sockpit.programs", JSON.stringify(earlier));
  const [tab, second] = await Promise.all([browser.openTab(), browser.openTab()]);
  expect(tab.texts()).toEqual(["client.py: mine", "util.py: "]);
  expect(tab.programs.find("sample-client.py")?.arguments).toBe("-v");
  expect(second.projects.store.getState().projects).toHaveLength(1);
  expect(browser.localStorage.getItem("sockpit.programs")).toBeNull();
});

it("takes what a page of an earlier version writes meanwhile into a project of its own", async () => {
  const browser = new Browser();
  const tab = await browser.openTab();
  tab.write("client.py", "new");
  await tab.save();
  const program = { id: "sample-client.py", name: "client.py", source: "old", colour: 1 };
  browser.localStorage.setItem("sockpit.programs", JSON.stringify({ version: 1, programs: [program] }));
  const again = await browser.openTab();
  expect(again.texts()).toEqual(["client.py: old"]);
  expect(again.projects.store.getState().projects).toHaveLength(2);
});

it("begins with the samples where earlier data is broken or something else", async () => {
  for (const broken of ["{", '{"programs":[{"id":1}]}', "[]", '"x"']) {
    const browser = new Browser();
    browser.localStorage.setItem("sockpit.programs", broken);
    expect((await browser.openTab()).texts()).toHaveLength(2);
  }
});

it("goes on in memory where the browser has no room, says so, and writes all of it once there is", async () => {
  const browser = new Browser();
  let isFull = false;
  const { programs } = memoryTables();
  const update: typeof programs.update = (project, change) =>
    isFull
      ? Promise.reject(new DOMException("full", "QuotaExceededError"))
      : programs.update(project, change);
  const table = { ...bound(programs), update };
  const tab = await browser.openTab({ programs: table });
  isFull = true;
  tab.write("client.py", "more");
  await tab.save();
  expect(tab.projects.store.getState().problem).toBe("full");
  expect(tab.texts()).toContain("client.py: more");
  // What is not written anywhere does not give way to another project.
  await tab.projects.create("Another");
  expect(tab.texts()).toContain("client.py: more");
  isFull = false;
  await tab.projects.refresh();
  expect(tab.projects.store.getState().problem).toBeNull();
  expect((await browser.openTab({ programs: table })).texts()).toContain("client.py: more");
});

it("shows the samples, and says what is wrong, where nothing can be read", async () => {
  const fails = () => Promise.reject(new Error("broken"));
  const tab = await new Browser().openTab({
    projects: { read: fails, update: fails, updateOne: fails, clear: fails },
  });
  expect(tab.projects.store.getState().problem).toBe("failed");
  expect(tab.texts()).toHaveLength(2);
});
