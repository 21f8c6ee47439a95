import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { FilesModel } from "./files-model.js";

/** A wheel whose description has these lines. */
function wheelOf(name: string, ...lines: string[]): Uint8Array {
  const metadata = [
    "Metadata-Version: 2.4",
    `Name: ${name}`,
    ...lines,
    "",
    "Requires-Dist: of-the-text",
  ].join("\n");
  return zipSync({
    [`${name}/__init__.py`]: new Uint8Array(),
    [`${name}-1.0.dist-info/METADATA`]: strToU8(metadata),
  });
}

const wheels: Readonly<Record<string, Uint8Array>> = {
  "rich-9.9-py3-none-any.whl": Uint8Array.of(0x50, 0x4b, 3, 4, 9),
  "rich-14.0-py3-none-any.whl": Uint8Array.of(0x50, 0x4b, 3, 4, 14),
  "typing_extensions-4.0-py3-none-any.whl": Uint8Array.of(0x50, 0x4b, 3, 4),
  "web_chat-1.0-py3-none-any.whl": wheelOf(
    "web_chat",
    "Requires-Dist: Typing.Extensions (>=4)",
    "Requires-Dist: chat-core >=1,<2",
    "Requires-Dist: not-here",
    'Requires-Dist: rich; extra == "colours"',
  ),
  "chat_core-1.0-py3-none-any.whl": wheelOf("chat_core", "Requires-Dist: web-chat"),
};

function setUp() {
  let lists = 0;
  let isAway = false;
  const files = new FilesModel({
    storage: undefined,
    isProgram: () => false,
    onChange: () => {},
    wheels: {
      list: async () => {
        lists += 1;
        if (isAway) throw new Error("away");
        return Object.keys(wheels);
      },
      read: async (name) => {
        const data = wheels[name];
        if (data === undefined || isAway) throw new Error("away");
        return data;
      },
    },
  });
  return {
    files,
    lists: () => lists,
    goAway: (value: boolean) => {
      isAway = value;
    },
  };
}

it("asks for the server's list once it is needed, and again where it did not come", async () => {
  const { files, lists, goAway } = setUp();
  goAway(true);
  await files.wheels.ask();
  goAway(false);
  await files.wheels.ask();
  await files.wheels.ask();
  expect(lists()).toBe(2);
  expect(files.wheels.store.getState().names).toEqual(Object.keys(wheels));
});

it("adds the newest wheel of a package, however its name is spelt, and a wheel by its file's name", async () => {
  const { files } = setUp();
  await files.wheels.ask();
  expect(await files.wheels.add("Rich")).toBe(true);
  expect(await files.wheels.add("typing-extensions")).toBe(true);
  expect(await files.wheels.add("rich-9.9-py3-none-any.whl")).toBe(true);
  expect([...files.store.getState().files.keys()]).toEqual([
    "rich-14.0-py3-none-any.whl",
    "rich-9.9-py3-none-any.whl",
    "typing_extensions-4.0-py3-none-any.whl",
  ]);
});

it("adds the wheels that a wheel needs, and those that these need, but none of an extra", async () => {
  const { files } = setUp();
  await files.wheels.ask();
  expect(await files.wheels.add("web-chat")).toBe(true);
  expect([...files.store.getState().files.keys()]).toEqual([
    "chat_core-1.0-py3-none-any.whl",
    "typing_extensions-4.0-py3-none-any.whl",
    "web_chat-1.0-py3-none-any.whl",
  ]);
});

it("says that the server offers no such wheel, or that it did not come", async () => {
  const { files, goAway } = setUp();
  await files.wheels.ask();
  expect(await files.wheels.add("numpy")).toBe(false);
  expect(files.store.getState().problem).toMatchObject({ kind: "noSuchWheel", path: "numpy" });
  goAway(true);
  expect(await files.wheels.add("rich")).toBe(false);
  expect(files.store.getState().problem).toMatchObject({ kind: "wheelNotSent" });
});
