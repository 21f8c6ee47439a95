import { expect, it } from "vitest";
import { memoryTables, type TabMessage } from "../projects/public.js";
import type { PageFile, StoredFileChange } from "./file-storage.js";
import { ProjectFiles } from "./project-files.js";

const file = (text: string, by: string | null): PageFile => ({
  path: "data/notes.txt",
  data: new TextEncoder().encode(text),
  modifiedMs: 1,
  by,
});

/** Two tabs of one project. What one sends the other is delivered when the test says so. */
async function twoTabs() {
  const { files: table } = memoryTables();
  const messages: [tab: number, message: TabMessage][] = [];
  const listeners: ((message: TabMessage) => void)[][] = [[], []];
  const open = async (tab: number) => {
    const changes: StoredFileChange[] = [];
    const files = new ProjectFiles({
      table,
      tabs: {
        post: (message) => void messages.push([tab, message]),
        onMessage: (listener) => void listeners[tab]?.push(listener),
      },
    });
    files.onChange((change) => changes.push(change));
    await files.open("a");
    return { files, changes };
  };
  const deliver = async () => {
    for (const [from, message] of messages.splice(0))
      for (const listener of listeners[1 - from] ?? []) listener(message);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { first: await open(0), second: await open(1), deliver, table };
}

const textOf = (change: StoredFileChange | undefined) =>
  change?.kind === "put" || change?.kind === "conflict"
    ? new TextDecoder().decode(change.file.data)
    : undefined;

it("shows in one tab what the other writes and deletes", async () => {
  const { first, second, deliver } = await twoTabs();
  await first.files.put(file("one", "server.py"));
  await deliver();
  expect(textOf(second.changes[0])).toBe("one");
  await second.files.delete("data/notes.txt");
  await deliver();
  expect(first.changes).toEqual([{ kind: "delete", path: "data/notes.txt" }]);
});

it("keeps both files where a person and another tab have changed one at once", async () => {
  const { first, second, table } = await twoTabs();
  await first.files.put(file("theirs", "server.py"));
  await second.files.put(file("mine", null));
  const [conflict] = second.changes;
  expect(textOf(conflict)).toBe("theirs");
  expect(conflict).toMatchObject({
    kind: "conflict",
    copy: { path: expect.stringMatching(/^data\/notes_copy_\w+\.txt$/) },
  });
  expect(await table.read("a")).toHaveLength(2);
});

it("lets the last whole file stand where programs of two tabs write one", async () => {
  const { first, second, table } = await twoTabs();
  await first.files.put(file("one", "server.py"));
  await second.files.put(file("two", "server.py"));
  expect((await table.read("a")).map(({ data }) => new TextDecoder().decode(data))).toEqual(["two"]);
});

it("does not delete what another tab has changed meanwhile", async () => {
  const { first, second, deliver } = await twoTabs();
  await first.files.put(file("one", null));
  await deliver();
  await first.files.put(file("changed", null));
  await second.files.delete("data/notes.txt");
  expect(textOf(second.changes.at(-1))).toBe("changed");
});
