import { type Program, parseProgram } from "../../shared/program.js";

/** A set of programs and files under a name. */
export interface Project {
  id: string;
  /** What the person calls it; empty while it has no name of its own. */
  name: string;
  createdMs: number;
  /** Since when it is deleted; null where it is not. */
  removedMs: number | null;
}

/** A program as it is stored. */
export interface KeptProgram extends Program {
  /** Its place among the others: they are in the order of this. */
  place: number;
  /** Another one each time the record is written, so that a tab notices what another tab wrote. */
  revision: string;
  /** Since when it is removed; null where it is not. Its record stays, so that what is missing was lost and not removed. */
  removedMs: number | null;
}

/** Characters of a project's name. */
const MAX_PROJECT_NAME_LENGTH = 80;

/** The name as it is kept: on one line, and not too long for a menu. */
export function tidyProjectName(name: string): string {
  return name.replace(/\s+/g, " ").trim().slice(0, MAX_PROJECT_NAME_LENGTH);
}

/** Records of what was removed are deleted after so long. A tab that slept longer than this may bring them back. */
export const REMOVED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** A project from storage; undefined where it is none. */
export function parseProject(value: unknown): Project | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, createdMs, removedMs } = value;
  if (typeof id !== "string" || typeof name !== "string" || typeof createdMs !== "number") return undefined;
  return { id, name: name.slice(0, MAX_PROJECT_NAME_LENGTH), createdMs, removedMs: asTime(removedMs) };
}

/** A program from storage; undefined where it is none. */
export function parseKeptProgram(value: unknown): KeptProgram | undefined {
  const program = parseProgram(value);
  if (program === undefined || !isRecord(value)) return undefined;
  const { place, revision, removedMs } = value;
  if (typeof place !== "number" || typeof revision !== "string") return undefined;
  return { ...program, place, revision, removedMs: asTime(removedMs) };
}

/** The program without what is known of its storage. */
export function programOf({
  place: _place,
  revision: _revision,
  removedMs: _removed,
  ...program
}: KeptProgram): Program {
  return program;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function asTime(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
