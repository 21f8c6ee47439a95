import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { filesOfZip, zipOf } from "./folder-sources.js";
import { importProject, type SourceFile } from "./import-project.js";

const file = (path: string, content: string | Uint8Array<ArrayBuffer> = "", bytes?: number): SourceFile => {
  const data = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { path, bytes: bytes ?? data.length, read: async () => data };
};

describe("a folder as a project", () => {
  it("makes programs of Python files, those at the top first, and files of the others", async () => {
    const { programs, files, leftOut } = await importProject([
      file("common/protocol.py", "def pack():\r\n    pass\r\n"),
      file("server.py", "import common.protocol"),
      file("data/names.txt", "x"),
      file("client.py", "x = 1"),
    ]);
    expect(programs.map(({ name }) => name)).toEqual(["client.py", "server.py", "common/protocol.py"]);
    expect(programs[2]?.source).toBe("def pack():\n    pass\n");
    expect(new Set(programs.map(({ colour }) => colour)).size).toBe(3);
    expect(files.map(({ path }) => path)).toEqual(["data/names.txt"]);
    expect(leftOut).toEqual([]);
  });

  it("keeps Python files beyond sixteen, and those that are not text, as files", async () => {
    const many = Array.from({ length: 17 }, (_, number) => file(`m${String(number).padStart(2, "0")}.py`));
    const { programs, files } = await importProject([...many, file("a.py", Uint8Array.of(0, 0xff))]);
    expect(programs).toHaveLength(16);
    expect(files.map(({ path }) => path)).toEqual(["a.py", "m16.py"]);
  });

  it("reads a source in the encoding that its coding line names", async () => {
    const big5 = Uint8Array.from([...strToU8("# coding: big5\n# "), 0xa4, 0xa4]);
    const { programs } = await importProject([file("hello.py", big5)]);
    expect(programs[0]?.source).toBe("# coding: big5\n# 中");
  });

  it("passes over hidden files and folders of tools", async () => {
    const hidden = [".git/config", "__pycache__/a.pyc", "venv/lib/x.py", "node_modules/a/b.js", "a/.env"];
    const imported = await importProject(hidden.map((path) => file(path, "x")));
    expect(imported).toEqual({ programs: [], files: [], leftOut: [] });
  });

  it("leaves out what is too large, too much, unreadable or outside, and names the rule", async () => {
    const unreadable: SourceFile = {
      path: "gone.txt",
      bytes: 1,
      read: () => Promise.reject(new Error("gone")),
    };
    const large = Array.from({ length: 5 }, (_, number) => file(`part${number}.bin`, "x", 16 * 1024 * 1024));
    const { files, leftOut } = await importProject([
      file("../outside.txt", "x"),
      file("video.mp4", "x", 16 * 1024 * 1024 + 1),
      unreadable,
      ...large,
    ]);
    expect(leftOut).toEqual([
      { path: "gone.txt", rule: "unreadable" },
      { path: "part4.bin", rule: "allBytes" },
      { path: "video.mp4", rule: "fileBytes" },
      { path: "../outside.txt", rule: "path" },
    ]);
    expect(files).toHaveLength(4);
    const many = Array.from({ length: 501 }, (_, number) => file(`${number}.txt`, "x"));
    const imported = await importProject(many);
    expect(imported.files).toHaveLength(500);
    expect(imported.leftOut).toEqual([{ path: "99.txt", rule: "files" }]);
  });
});

describe("a ZIP", () => {
  const asFile = (bytes: Uint8Array<ArrayBuffer>, name = "homework.zip") => new File([bytes], name);

  it("is read without the folder that holds everything", async () => {
    const packed = zipSync({ "chat-main/server.py": strToU8("x = 1"), "chat-main/common/a.py": strToU8("") });
    const folder = await filesOfZip(asFile(new Uint8Array(packed)));
    expect(folder?.name).toBe("homework");
    expect(folder?.files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ["server.py", 5],
      ["common/a.py", 0],
    ]);
    expect(new TextDecoder().decode(await folder?.files[0]?.read())).toBe("x = 1");
  });

  it("is the same after it was made and opened", async () => {
    const made = zipOf(
      new Map([
        ["server.py", strToU8("x = 1")],
        ["data/a.bin", Uint8Array.of(0, 255)],
      ]),
    );
    const folder = await filesOfZip(new File([made], "p.zip"));
    expect(
      await Promise.all((folder?.files ?? []).map(async ({ path, read }) => [path, [...(await read())]])),
    ).toEqual([
      ["server.py", [...strToU8("x = 1")]],
      ["data/a.bin", [0, 255]],
    ]);
  });

  it("is refused when it is none", async () => {
    expect(await filesOfZip(asFile(new Uint8Array(strToU8("PK no zip"))))).toBeUndefined();
    expect(await filesOfZip(asFile(new Uint8Array()))).toBeUndefined();
  });

  it("does not unpack a file that is larger than a page keeps", async () => {
    const packed = zipSync({ "bomb.bin": new Uint8Array(17 * 1024 * 1024) });
    const folder = await filesOfZip(asFile(new Uint8Array(packed)));
    const { leftOut } = await importProject(folder?.files ?? []);
    expect(leftOut).toEqual([{ path: "bomb.bin", rule: "fileBytes" }]);
  });
});
