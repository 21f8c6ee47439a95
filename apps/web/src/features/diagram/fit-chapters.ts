import { type Chapter, kindOf } from "../../record/chapters/chapter.js";
import { isOpening } from "./shown-rows.js";

/**
 * The chapters in the order in which they are folded to save room: what is told by its sentence alone first, the first
 * handshake last. One that is not complete stays open.
 */
export function inFoldingOrder(chapters: readonly Chapter[]): Chapter[] {
  const complete = chapters.filter(({ end }) => end !== null);
  const firstOpening = complete.find(isOpening);
  const rank = (chapter: Chapter) => {
    if (chapter === firstOpening) return 3;
    if (isOpening(chapter)) return 2;
    return kindOf(chapter) === "closing" ? 1 : 0;
  };
  return complete.toSorted((a, b) => rank(a) - rank(b));
}

/** The least number of items, from the first on, with which a test is passed; all of them where none does. */
export function leastCount(length: number, isEnough: (count: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
