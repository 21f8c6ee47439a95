import { fitText, textWidth } from "../../shared/text-width.js";
import type { Run, RunTone } from "./run.js";

/** Pixels between two stretches of a label. */
export const RUN_GAP = 7;

/** Of what is cut so much stays as still says something; with less it goes as a whole. */
const MIN_CUT_LENGTH = 4;

const small: ReadonlySet<RunTone> = new Set(["small", "fd", "badge", "note", "port", "places"]);

/** Pixels that a tone's look takes beside its text. */
const paddings: Partial<Readonly<Record<RunTone, number>>> = {
  fd: 10,
  badge: 17,
  note: 14,
  output: 9,
  stderr: 9,
};

/** A size of text: what the page's settings, or a picture, write labels in. */
export interface TextSize {
  /** Pixels. */
  fontPx: number;
}

export function runFont({ tone }: Run, { fontPx }: TextSize): number {
  return small.has(tone) ? (fontPx * 11) / 12 : fontPx;
}

/** Pixels that a run's look takes beside its text. */
export function runPadding({ tone }: Run): number {
  return paddings[tone] ?? 0;
}

function runWidth(run: Run, size: TextSize): number {
  return textWidth(run.text, runFont(run, size)) + runPadding(run);
}

/** Pixels that the runs take in one line, at most. */
export function runsWidth(runs: readonly Run[], size: TextSize): number {
  let width = 0;
  for (const [index, run] of runs.entries())
    width += runWidth(run, size) + (index === 0 || run.isJoined ? 0 : RUN_GAP);
  return width;
}

/** The runs as far as there is room: what says least gives way first. */
export function fitRuns(runs: readonly Run[], room: number, size: TextSize): readonly Run[] {
  let shown = runs;
  let over = runsWidth(shown, size) - room;
  while (over > 0 && shown.length > 0) {
    const next = nextToGive(shown);
    shown = shown.flatMap((run, index) => (index === next ? cutRun(run, over, size) : run));
    over = runsWidth(shown, size) - room;
  }
  return shown;
}

/** Of those that give most, the last. */
function nextToGive(runs: readonly Run[]): number {
  let next = runs.length - 1;
  for (let index = runs.length - 1; index >= 0; index -= 1)
    if ((runs[index]?.gives ?? 0) > (runs[next]?.gives ?? 0)) next = index;
  return next;
}

/** As much of a run as stays when it gives so many pixels. */
function cutRun(run: Run, over: number, size: TextSize): Run[] {
  if (run.isWhole) return [];
  const font = runFont(run, size);
  const text = fitText(run.text, textWidth(run.text, font) - over, font);
  return text.length < MIN_CUT_LENGTH ? [] : [{ ...run, text }];
}
