import { type RefObject, useLayoutEffect } from "react";
import type { Extent } from "./extent.js";
import type { Geometry } from "./geometry.js";

/** Pixels around a row that come into view with it. */
const AROUND = 24;

/** How far a box has to be scrolled sideways for an extent to be in view: as little as it takes, its left part first. */
export function scrollLeftFor(
  { left, right }: Extent,
  { scrollLeft, clientWidth, gutter }: { scrollLeft: number; clientWidth: number; gutter: number },
): number {
  const least = right + AROUND - clientWidth;
  const most = Math.max(0, left - AROUND - gutter);
  return Math.min(most, Math.max(least, scrollLeft));
}

interface LookedAt {
  /** Another one each time that a row is chosen: also where that one reaches as far as the one before. */
  choice: object | null;
  extent: Extent | undefined;
  geometry: Geometry;
  /** Pixels. */
  paneWidth: number;
}

/** Keeps the row that is looked at in view from left to right, where the picture is wider than its box. */
export function useFollowSideways(
  box: RefObject<HTMLElement | null>,
  { choice, extent, geometry, paneWidth }: LookedAt,
): void {
  const { left, right } = extent ?? {};
  const { width, gutter } = geometry;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || left === undefined || right === undefined) return;
    const { scrollLeft, clientWidth } = element;
    if (width <= clientWidth) return;
    const next = scrollLeftFor({ left, right }, { scrollLeft, clientWidth, gutter });
    if (next !== scrollLeft) element.scrollLeft = next;
  }, [box, choice, left, right, width, gutter, paneWidth]);
}
