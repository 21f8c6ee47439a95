import type { ProgramFile } from "./program-file.js";

/** A change to the working directory, or to /tmp. `tooLarge`: a file that is not shared, and stays with the program that wrote it. */
export type FileChange =
  | { kind: "put"; file: ProgramFile }
  | { kind: "delete"; path: string }
  | { kind: "tooLarge"; path: string; bytes: number };

/** Where programs of a lab leave files for each other that are no part of the project. */
export const TEMPORARY_FOLDER = "/tmp";

/** Whether a file is one of /tmp: those have whole paths. */
export function isTemporary(path: string): boolean {
  return path.startsWith(`${TEMPORARY_FOLDER}/`);
}

/** What the browser keeps of a working directory. One program's memory could hold more, a page's cannot. */
export const fileLimits = {
  fileBytes: 16 * 1024 * 1024,
  allBytes: 64 * 1024 * 1024,
  files: 500,
} as const;
