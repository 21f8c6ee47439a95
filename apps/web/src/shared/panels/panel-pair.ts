interface Pair {
  /** The two panels beside a separator, and their group, in pixels. */
  before: Measured;
  after: Measured;
  groupPx: number;
}

interface Measured {
  sizePx: number;
  minPx: number;
}

/** How large the first of two panels becomes where a separator is put, in pixels: neither gets smaller than it may. */
export function firstOfPair({ before, after }: Pair, wantedPx: number): number {
  const largest = before.sizePx + after.sizePx - after.minPx;
  return Math.max(Math.min(before.minPx, largest), Math.min(wantedPx, largest));
}

/** Reads two panels of a document. */
export function measurePair(
  elements: { before: HTMLElement; after: HTMLElement; group: HTMLElement },
  isHorizontal: boolean,
): Pair {
  const { before, after, group } = elements;
  const groupPx = isHorizontal ? group.clientWidth : group.clientHeight;
  const measured = (element: HTMLElement): Measured => {
    const style = getComputedStyle(element);
    return {
      sizePx: isHorizontal ? element.offsetWidth : element.offsetHeight,
      minPx: pixels(isHorizontal ? style.minWidth : style.minHeight, groupPx),
    };
  };
  return { before: measured(before), after: measured(after), groupPx };
}

/** A CSS length as it was computed: per cent stay per cent. */
function pixels(length: string, wholePx: number): number {
  const value = Number.parseFloat(length);
  if (Number.isNaN(value)) return 0;
  return length.endsWith("%") ? (value / 100) * wholePx : value;
}
