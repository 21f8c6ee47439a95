import type { ProgramFile } from "@sockpit/python";

/** A file of the page: what programs see of it, and who changed it last. */
export interface PageFile extends ProgramFile {
  /** The program's name; null for the person. */
  by: string | null;
}

/** What has happened to a file elsewhere. `conflict`: it was changed in two tabs at once, and both are kept. */
export type StoredFileChange =
  | { kind: "put"; file: PageFile }
  | { kind: "delete"; path: string }
  | { kind: "conflict"; file: PageFile; copy: PageFile };

/** Where the files of projects stay over a reload. Promises reject where the browser does not let them. */
export interface FileStorage {
  /** The files of a project, which all that follows is about. */
  open(project: string): Promise<PageFile[]>;
  put(file: PageFile): Promise<void>;
  delete(path: string): Promise<void>;
  onChange(listener: (change: StoredFileChange) => void): void;
}
