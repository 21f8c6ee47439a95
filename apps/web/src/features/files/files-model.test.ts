import type { FileChange } from "@sockpit/python";
import { expect, it } from "vitest";
import type { FileStorage, PageFile } from "./file-storage.js";
import { FilesModel } from "./files-model.js";

function setUp(kept: Map<string, PageFile> = new Map()) {
  const changes: FileChange[] = [];
  const storage: FileStorage = {
    open: async () => [...kept.values()],
    put: async (file) => void kept.set(file.path, file),
    delete: async (path) => void kept.delete(path),
    onChange: () => {},
  };
  const files = new FilesModel({
    storage,
    isProgram: (path) => path === "server.py",
    onChange: (changed) => void changes.push(...changed),
  });
  return { files, changes, kept };
}

const put = (path: string, bytes: number): FileChange => ({
  kind: "put",
  file: { path, data: new Uint8Array(bytes), modifiedMs: 1 },
});
const paths = (files: FilesModel) => [...files.store.getState().files.keys()];

it("takes in what a program wrote, says who, and hands it on", () => {
  const { files } = setUp();
  const change = put("b.bin", 3);
  expect(files.receive("client.py", [change, put("a.txt", 1)])).toHaveLength(2);
  expect(paths(files)).toEqual(["a.txt", "b.bin"]);
  expect(files.store.getState().files.get("b.bin")?.by).toBe("client.py");
  expect(files.receive("client.py", [{ kind: "delete", path: "b.bin" }])).toHaveLength(1);
  expect(paths(files)).toEqual(["a.txt"]);
});

it("leaves programs' own texts alone", () => {
  const { files } = setUp();
  expect(files.receive("client.py", [put("server.py", 1)])).toEqual([]);
  files.upload("server.py", new Uint8Array(1));
  expect(paths(files)).toEqual([]);
  expect(files.store.getState().problem).toEqual({ path: "server.py", kind: "program" });
});

it("keeps to its bounds, and says which one a file met", () => {
  const { files } = setUp();
  files.receive("a.py", [{ kind: "tooLarge", path: "huge", bytes: 1e9 }]);
  expect(files.store.getState().problem).toEqual({ path: "huge", kind: "fileBytes" });
  files.upload("large", new Uint8Array(16 * 1024 * 1024 + 1));
  expect(files.store.getState().problem).toEqual({ path: "large", kind: "fileBytes" });
  const mebibytes16 = 16 * 1024 * 1024;
  for (const name of ["1", "2", "3", "4"]) files.receive("a.py", [put(name, mebibytes16)]);
  expect(paths(files)).toHaveLength(4);
  expect(files.receive("a.py", [put("5", 1)])).toEqual([]);
  expect(files.store.getState().problem).toEqual({ path: "5", kind: "allBytes" });
  // In place of another of its size it fits.
  expect(files.receive("a.py", [put("4", mebibytes16)])).toHaveLength(1);
});

it("does not bring a deleted file back over a new one of its name", () => {
  const { files } = setUp();
  files.upload("a.txt", new Uint8Array([1]));
  files.remove("a.txt");
  files.receive("client.py", [put("a.txt", 2)]);
  files.undo();
  expect(files.store.getState().files.get("a.txt")?.data).toHaveLength(2);
});

it("says which file of the person's computer it could not read, and reads none that is too large", async () => {
  const { files } = setUp();
  const unreadable = async (): Promise<ArrayBuffer> => {
    throw new Error("NotReadableError");
  };
  await files.add({ name: "gone", size: 1, arrayBuffer: unreadable });
  expect(files.store.getState().problem).toEqual({ path: "gone", kind: "unreadable" });
  await files.add({ name: "film", size: 2 ** 33, arrayBuffer: unreadable });
  expect(files.store.getState().problem).toEqual({ path: "film", kind: "fileBytes" });
  await files.add(new File(["hi"], "a.txt"));
  expect(paths(files)).toEqual(["a.txt"]);
});

it("says when the browser does not keep a file", async () => {
  const full = async () => {
    throw new Error("QuotaExceededError");
  };
  const storage: FileStorage = { open: async () => [], put: full, delete: full, onChange: () => {} };
  const files = new FilesModel({ storage, isProgram: () => false, onChange: () => undefined });
  files.upload("a.txt", new Uint8Array(1));
  await Promise.resolve();
  expect(files.store.getState().problem).toEqual({ path: "a.txt", kind: "notKept" });
  expect(paths(files)).toEqual(["a.txt"]);
});

it("deletes with a way back, and passes both on to the programs that run", () => {
  const { files, changes } = setUp();
  files.upload("a.txt", new Uint8Array(2));
  files.remove("a.txt");
  expect(paths(files)).toEqual([]);
  files.undo();
  expect(paths(files)).toEqual(["a.txt"]);
  expect(changes.map(({ kind }) => kind)).toEqual(["put", "delete", "put"]);
});

it("finds its files again after a reload", async () => {
  const { files, kept } = setUp();
  files.upload("a.txt", new Uint8Array([1, 2]));
  const again = setUp(kept).files;
  await again.open("a");
  expect(again.store.getState().files.get("a.txt")?.data).toEqual(new Uint8Array([1, 2]));
});

it("takes in wheels in pure Python, and says why another is of no use", () => {
  const { files } = setUp();
  const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 0);
  files.upload("tqdm-4.0-py3-none-any.whl", zip);
  expect(paths(files)).toEqual(["tqdm-4.0-py3-none-any.whl"]);
  files.upload("numpy-2.0-cp314-cp314-manylinux_2_28_x86_64.whl", zip);
  expect(files.store.getState().problem).toMatchObject({ kind: "wheelOfPlatform" });
  files.upload("page-1.0-py3-none-any.whl", new TextEncoder().encode("<!doctype html>"));
  expect(files.store.getState().problem).toMatchObject({ kind: "noWheel" });
  expect(paths(files)).toEqual(["tqdm-4.0-py3-none-any.whl"]);
});
