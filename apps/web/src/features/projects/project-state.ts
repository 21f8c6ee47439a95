import { type Program, parseProgram } from "../../shared/program.js";
import { isRecord } from "./project.js";

/**
 * Why a state was taken: before programs were run, before the samples or another state replaced them, before one was
 * removed, before two tabs' changes were merged, or because the person paused.
 */
export const stateReasons = ["run", "samples", "restore", "remove", "merge", "pause"] as const;
export type StateReason = (typeof stateReasons)[number];

/** All programs of a project as they were. */
export interface ProjectState {
  id: string;
  atMs: number;
  reason: StateReason;
  programs: readonly Program[];
}

/** A state from storage; undefined where it is none. */
export function parseProjectState(value: unknown): ProjectState | undefined {
  if (!isRecord(value) || !Array.isArray(value["programs"])) return undefined;
  const { id, atMs } = value;
  const reason = stateReasons.find((known) => known === value["reason"]);
  if (typeof id !== "string" || typeof atMs !== "number" || reason === undefined) return undefined;
  const programs = value["programs"].map(parseProgram).filter((program) => program !== undefined);
  return { id, atMs, reason, programs };
}

/** Whether going from one to the other would change nothing. */
export function isSamePrograms(a: readonly Program[], b: readonly Program[]): boolean {
  return a.length === b.length && changedNames(a, b).length === 0;
}

/** The names of programs that are not the same in both. */
export function changedNames(before: readonly Program[], after: readonly Program[]): readonly string[] {
  const changed = after.filter((program) => {
    const other = before.find(({ id }) => id === program.id);
    return (
      other === undefined ||
      other.name !== program.name ||
      other.source !== program.source ||
      (other.arguments ?? "") !== (program.arguments ?? "")
    );
  });
  const removed = before.filter(({ id }) => !after.some((program) => program.id === id));
  return [...changed, ...removed].map(({ name }) => name);
}

/** States of a project that are kept. */
export const MAX_STATES = 20;

/** Characters that they have together: sixteen programs of two thousand lines, in every state. The newest always stays. */
export const MAX_STATE_CHARACTERS = 4 * 1024 * 1024;

/** The states, newest first, that are too many or too large to be kept. */
export function statesBeyondBounds(states: readonly ProjectState[]): readonly ProjectState[] {
  let characters = 0;
  return states.filter(({ programs }, index) => {
    characters += programs.reduce((sum, { source }) => sum + source.length, 0);
    return index >= MAX_STATES || (index > 0 && characters > MAX_STATE_CHARACTERS);
  });
}
