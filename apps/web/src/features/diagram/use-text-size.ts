import { type RefObject, useLayoutEffect, useState } from "react";
import { textWidth } from "../../shared/text-width.js";
import type { TextSize } from "./fit-label.js";

/** As long as a label: rounding of single characters does not count. */
export const PROBE = "0".repeat(40);

const DEFAULT_FONT_PX = 12;

/** How large the page's labels are, by the width of `PROBE` in their font; kept up to date. */
export function useTextSize(probe: RefObject<HTMLElement | null>): TextSize {
  const [size, setSize] = useState<TextSize>({ fontPx: DEFAULT_FONT_PX });
  useLayoutEffect(() => {
    const element = probe.current;
    if (element === null) return;
    const measure = () => {
      // In the pixels of the page's text size, as all widths of the layout: not in those of the window.
      const width = element.offsetWidth;
      const fontPx = width === 0 ? DEFAULT_FONT_PX : width / textWidth(PROBE, 1);
      setSize((before) => (before.fontPx === fontPx ? before : { fontPx }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [probe]);
  return size;
}
