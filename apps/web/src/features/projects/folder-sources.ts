import { fileLimits } from "@sockpit/python";
import { unzipSync, zipSync } from "fflate";
import type { SourceFile } from "./import-project.js";

/** What a folder or a ZIP that the person chose is called, and its files. */
export interface ChosenFolder {
  readonly name: string;
  readonly files: readonly SourceFile[];
}

/** The files of a folder, as a field of the kind `webkitdirectory` gives them: each path begins with the folder's name. */
export function filesOfFolder(chosen: readonly File[]): ChosenFolder {
  const [first] = chosen;
  return {
    name: first?.webkitRelativePath.split("/")[0] ?? "",
    files: chosen.map((file) => ({
      path: file.webkitRelativePath.split("/").slice(1).join("/"),
      bytes: file.size,
      read: async () => new Uint8Array(await file.arrayBuffer()),
    })),
  };
}

/**
 * The files of a ZIP; undefined where it is none. What a file declares to be larger than a project's files may be is not
 * unpacked. A folder that holds everything is passed over, as archives of repositories have one.
 */
export async function filesOfZip(file: File): Promise<ChosenFolder | undefined> {
  const packed = new Uint8Array(await file.arrayBuffer());
  const sizes = new Map<string, number>();
  let bytes = 0;
  let unpacked: Record<string, Uint8Array>;
  try {
    // Not in a worker, which the library would make of text: the page's content security policy forbids that.
    unpacked = unzipSync(packed, {
      filter({ name, originalSize }) {
        if (name.endsWith("/") || sizes.size >= MAX_ENTRIES) return false;
        sizes.set(name, originalSize);
        if (originalSize > fileLimits.fileBytes || bytes + originalSize > MAX_UNPACKED_BYTES) return false;
        bytes += originalSize;
        return true;
      },
    });
  } catch {
    return undefined;
  }
  const paths = [...sizes.keys()];
  const shared = paths[0]?.split("/").slice(0, -1)[0];
  const top =
    shared !== undefined && paths.every((path) => path.startsWith(`${shared}/`)) ? `${shared}/` : "";
  return {
    name: file.name.replace(/\.zip$/i, ""),
    files: paths.map((path) => ({
      path: path.slice(top.length),
      bytes: sizes.get(path) ?? 0,
      read: async () => {
        const data = unpacked[path];
        if (data === undefined) throw new Error("Not unpacked");
        return data.slice();
      },
    })),
  };
}

/** Entries of a ZIP that are looked at: some more than a project's files, for folders of tools. */
const MAX_ENTRIES = 10_000;

/** What is unpacked at most: a page's files and programs. */
const MAX_UNPACKED_BYTES = 2 * fileLimits.allBytes;

/** A ZIP of files by path. */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Blob {
  const packed = zipSync(Object.fromEntries(files)) as Uint8Array<ArrayBuffer>;
  return new Blob([packed], { type: "application/zip" });
}
