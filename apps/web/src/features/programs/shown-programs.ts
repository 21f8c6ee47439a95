import type { Program } from "../../shared/program.js";

/** Programs with a pane at once: both ends of a conversation. */
const PANES = 2;

/**
 * Which programs have a pane: of the wanted ones (used last comes last) those used last, filled up with the
 * first that have none.
 */
export function shownPrograms(programs: readonly Program[], wanted: readonly string[]): readonly string[] {
  const ids = programs.map(({ id }) => id);
  const used = wanted.filter((id) => ids.includes(id)).slice(-PANES);
  const others = ids.filter((id) => !used.includes(id)).slice(0, PANES - used.length);
  return [...others, ...used];
}
