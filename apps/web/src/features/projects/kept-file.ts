import type { ProgramFile } from "@sockpit/python";
import { isRecord } from "./project.js";

/** A file of a project as it is stored: its path is its id. */
export interface KeptFile extends ProgramFile {
  id: string;
  /** The program that changed it last; null for the person. */
  by: string | null;
  /** Another one each time the record is written. */
  revision: string;
  /** Since when it is deleted; null where it is not. */
  removedMs: number | null;
}

/** A file from storage; undefined where it is none. */
export function parseKeptFile(value: unknown): KeptFile | undefined {
  if (!isRecord(value)) return undefined;
  const { path, data, modifiedMs, by, revision, removedMs } = value;
  if (typeof path !== "string" || !(data instanceof Uint8Array) || typeof modifiedMs !== "number")
    return undefined;
  return {
    id: path,
    path,
    data,
    modifiedMs,
    by: typeof by === "string" ? by : null,
    // Files of before there were projects have none.
    revision: typeof revision === "string" ? revision : "",
    removedMs: typeof removedMs === "number" ? removedMs : null,
  };
}
