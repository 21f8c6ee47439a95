import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";

interface KeptRow {
  /** Tells rows apart, wherever they stand; null where none is to be kept. */
  key: string | number | null;
  /** Below 0 where the box does not show the row. */
  index: number;
  rowHeight: number;
  /** What covers the box's upper edge, as a selector. */
  heads: string;
}

interface KeepInView {
  /** Scrolls to a row, as little as it takes. */
  scrollTo(index: number): void;
  /** Lets the box show something else, as if a person had scrolled away. */
  release(): void;
  /** To be called when the box scrolls. */
  onScroll(): void;
}

/**
 * Keeps a row in view when its box changes its size, unless a person has scrolled away from it: the details of a
 * chosen row take room from the box, which would follow its end without it.
 */
export function useKeepInView(
  box: RefObject<HTMLElement | null>,
  { key, index, rowHeight, heads }: KeptRow,
): KeepInView {
  const isKept = useRef(false);
  const observedHeight = useRef(0);

  const scrollTo = useCallback(
    (target: number) => {
      if (box.current === null) return;
      const top = scrollTopFor(box.current, { index: target, rowHeight, heads });
      if (top !== box.current.scrollTop) box.current.scrollTop = top;
    },
    [box, rowHeight, heads],
  );

  useLayoutEffect(() => {
    isKept.current = key !== null;
  }, [key]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || index < 0) return;
    observedHeight.current = 0;
    const observer = new ResizeObserver(() => {
      observedHeight.current = element.clientHeight;
      if (isKept.current) scrollTo(index);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, index, scrollTo]);

  const release = useCallback(() => {
    isKept.current = false;
  }, []);

  const onScroll = () => {
    const element = box.current;
    if (element === null || index < 0) return;
    // A box that has changed its height is at its end where it was cut off there or follows that: nobody has scrolled.
    if (element.clientHeight !== observedHeight.current && isAtEnd(element)) return;
    isKept.current = scrollTopFor(element, { index, rowHeight, heads }) === element.scrollTop;
  };
  return { scrollTo, release, onScroll };
}

function isAtEnd({ scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean {
  return Math.abs(scrollHeight - clientHeight - scrollTop) < 1;
}

/** How far a box has to be scrolled so that a row is in view; as far as it is where the row is. */
function scrollTopFor(box: HTMLElement, { index, rowHeight, heads }: Omit<KeptRow, "key">): number {
  const headHeight = box.querySelector<HTMLElement>(heads)?.offsetHeight ?? 0;
  const top = index * rowHeight;
  const lowest = top + rowHeight + headHeight - box.clientHeight;
  return Math.max(lowest, Math.min(top, box.scrollTop));
}
