import { decodeSource, type SourceReading } from "@sockpit/python/source-coding";
import type { ProgramsModel } from "./programs-model.js";

/** A file that nothing in it says how to read: the person has to choose. Without readings it is no text. */
export interface UnreadFile {
  readonly name: string;
  readonly readings: readonly SourceReading[];
}

/** Adds files of the person's computer as programs, as far as there is room. Gives those whose encoding is unknown. */
export async function openPrograms(
  programs: ProgramsModel,
  files: readonly Pick<File, "name" | "arrayBuffer">[],
): Promise<readonly UnreadFile[]> {
  const unread: UnreadFile[] = [];
  for (const file of files) {
    const decoded = decodeSource(new Uint8Array(await file.arrayBuffer()));
    if (decoded.kind === "text") addProgram(programs, file.name, decoded.text);
    else unread.push({ name: file.name, readings: decoded.kind === "unknown" ? decoded.readings : [] });
  }
  return unread;
}

export function addProgram(programs: ProgramsModel, name: string, text: string): void {
  programs.add({ name, source: text.replace(/\r\n?/g, "\n") });
}
