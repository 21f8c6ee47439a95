import { openDB } from "idb";
import { MAX_PROGRAMS, type Program, parseProgram } from "../../shared/program.js";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";
import { type KeptFile, parseKeptFile } from "./kept-file.js";
import { isRecord } from "./project.js";

/** What a version of the page without projects has kept. */
export interface EarlierPrograms {
  programs: readonly Program[];
  shown: readonly string[];
}

/** localStorage: `{version: 1, programs, shown}`; before programs could be added, without `shown`. */
const PROGRAMS_KEY = "sockpit.programs";

export function readEarlierPrograms(storage: KeyValueStorage | undefined): EarlierPrograms | undefined {
  const value = readJson(storage, PROGRAMS_KEY);
  if (!isRecord(value) || !Array.isArray(value["programs"])) return undefined;
  const programs = value["programs"].map(parseProgram).filter((program) => program !== undefined);
  if (programs.length === 0) return undefined;
  const shown = Array.isArray(value["shown"]) ? value["shown"] : [];
  return {
    programs: programs.slice(0, MAX_PROGRAMS),
    shown: shown.filter((id) => typeof id === "string"),
  };
}

export function forgetEarlierPrograms(storage: KeyValueStorage | undefined): void {
  writeJson(storage, PROGRAMS_KEY, undefined);
}

/** The database of files of before there were projects: a file a row, by its path. */
const FILES_DATABASE = "sockpit";
const FILES_STORE = "files";

/** Takes the files of before there were projects: `take` stores them, and they go where they were. */
export async function moveEarlierFiles(take: (files: readonly KeptFile[]) => Promise<void>): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === FILES_DATABASE)) return;
  const database = await openDB(FILES_DATABASE);
  try {
    if (!database.objectStoreNames.contains(FILES_STORE)) return;
    const rows: readonly unknown[] = await database.getAll(FILES_STORE);
    const files = rows.map(parseKeptFile).filter((file) => file !== undefined);
    if (files.length === 0) return;
    await take(files);
    await database.clear(FILES_STORE);
  } finally {
    database.close();
  }
}
