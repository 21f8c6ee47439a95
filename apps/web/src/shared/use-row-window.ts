import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import { isNearEnd } from "./use-follow-end.js";
import { MAX_PRINTED_ROWS, useIsPrinting } from "./use-printing.js";

/** Rows beyond the visible ones, so that quick scrolling shows no gaps. */
const OVERSCAN = 10;

interface RowWindow {
  /** The first row to draw, and the one after the last. */
  first: number;
  end: number;
  /** Those of them that the box shows, without what is drawn beyond. */
  seenFirst: number;
  seenEnd: number;
  isPrinting: boolean;
  /** To be called when the box scrolls. */
  update(): void;
}

interface RowWindowOptions {
  count: number;
  rowHeight: number;
  /** Whether the box is kept at its end: what it shows then follows from `count`, before it has scrolled there. */
  isAtEnd: boolean;
}

/** Which of `count` rows of one height a box shows now: on paper from the first on. Costs the same for five rows and for a million. */
export function useRowWindow(
  box: RefObject<HTMLElement | null>,
  { count, rowHeight, isAtEnd }: RowWindowOptions,
): RowWindow {
  const [shown, setShown] = useState({ top: 0, rows: 40 });
  const isPrinting = useIsPrinting();

  const update = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const rows = Math.ceil(element.clientHeight / rowHeight) + 1;
    const isFollowing = isAtEnd && isNearEnd(element);
    setShown((before) => {
      const top = isFollowing ? before.top : Math.floor(element.scrollTop / rowHeight);
      return before.top === top && before.rows === rows ? before : { top, rows };
    });
  }, [box, rowHeight, isAtEnd]);

  useLayoutEffect(() => {
    update();
    if (box.current === null) return;
    const observer = new ResizeObserver(update);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, update]);

  if (isPrinting) {
    const end = Math.min(count, MAX_PRINTED_ROWS);
    return { first: 0, end, seenFirst: 0, seenEnd: end, isPrinting, update };
  }
  if (isAtEnd) {
    const first = Math.max(0, count - shown.rows);
    return { first, end: count, seenFirst: first, seenEnd: count, isPrinting, update };
  }
  const first = Math.max(0, Math.min(shown.top - OVERSCAN, count - 1));
  const seenFirst = Math.max(0, Math.min(shown.top, count - 1));
  const seenEnd = Math.min(count, shown.top + shown.rows);
  return { first, end: Math.min(count, seenEnd + OVERSCAN), seenFirst, seenEnd, isPrinting, update };
}
