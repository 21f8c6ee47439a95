import type { Program } from "../../shared/program.js";
import type { ProgramConflict } from "./merge-programs.js";

interface Shown {
  /** The page's programs now. */
  current: readonly Program[];
  /** The same when they were merged. */
  local: readonly Program[];
  merged: readonly Program[];
  conflicts: readonly ProgramConflict[];
}

interface ShownAfter {
  programs: readonly Program[];
  /** Programs whose text was changed here while another tab's was read: they have yet to be merged with that. */
  behind: ReadonlySet<string>;
}

/** The page's programs after a merge: a person may have typed on, added and removed while it was written. */
export function shownAfter({ current, local, merged, conflicts }: Shown): ShownAfter {
  const now = new Map(current.map((program) => [program.id, program]));
  const then = new Map(local.map((program) => [program.id, program]));
  const originalOf = new Map(conflicts.map(({ program, copy }) => [copy, program]));
  const copied = new Set(originalOf.values());
  const behind = new Set<string>();
  const shown = merged.flatMap((program): Program[] => {
    const { id } = program;
    const original = originalOf.get(id);
    // Who typed on after their text had become a copy has typed into the copy.
    if (original !== undefined) return [{ ...program, source: now.get(original)?.source ?? program.source }];
    const mine = now.get(id);
    const before = then.get(id);
    if (mine === undefined) return before === undefined ? [program] : [];
    if (copied.has(id) || before === undefined) return [program];
    const next = rebased(mine, before, program);
    if (next === undefined) behind.add(id);
    return [next === undefined || isSame(mine, next) ? mine : next];
  });
  const isMerged = (id: string) => merged.some((program) => program.id === id);
  const added = current.filter(({ id }) => !then.has(id) && !isMerged(id));
  const next = [...shown, ...added];
  const isUnchanged = next.length === current.length && next.every((program, at) => program === current[at]);
  return { programs: isUnchanged ? current : next, behind };
}

/** The merged program with what was changed of it meanwhile; undefined where both changed its text. */
function rebased(mine: Program, before: Program, merged: Program): Program | undefined {
  const isTyped = mine.source !== before.source;
  if (isTyped && merged.source !== before.source && merged.source !== mine.source) return undefined;
  const pick = <K extends keyof Program>(field: K) =>
    mine[field] === before[field] ? merged[field] : mine[field];
  const host = pick("host");
  return {
    ...merged,
    name: pick("name"),
    source: pick("source"),
    colour: pick("colour"),
    arguments: pick("arguments") ?? "",
    ...(host !== undefined && { host }),
  };
}

function isSame(a: Program, b: Program): boolean {
  return (
    a.name === b.name &&
    a.source === b.source &&
    a.colour === b.colour &&
    (a.arguments ?? "") === (b.arguments ?? "") &&
    a.host === b.host
  );
}
