import type { KnownChapter } from "../../record/record-view.js";

/** Fewer neighbours of one kind each have a place of their own to go to. */
const JOINED_FROM = 3;

/** One place in an outline: a chapter, and how many of its kind follow each other from it on. */
export interface OutlineItem extends KnownChapter {
  /** Counts the chapter itself. */
  count: number;
  /** Whether a neighbour is of the same kind, so that the kind alone does not tell them apart. */
  hasTwin: boolean;
}

/** Chapters in their order, with many of one kind that follow each other as one: thirty equal names teach nothing. */
export function outlineOf(chapters: readonly KnownChapter[]): OutlineItem[] {
  const runs: KnownChapter[][] = [];
  for (const known of chapters) {
    const run = runs.at(-1);
    if (run?.[0]?.then.kind === known.then.kind) run.push(known);
    else runs.push([known]);
  }
  return runs.flatMap((run) =>
    run.length < JOINED_FROM
      ? run.map((known) => ({ ...known, count: 1, hasTwin: run.length > 1 }))
      : run.slice(0, 1).map((known) => ({ ...known, count: run.length, hasTwin: false })),
  );
}
