import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { placeBeside } from "./place.js";
import { TriggerWatch } from "./trigger-watch.js";

interface TooltipsProps {
  /** Elements with this attribute have an explanation, which `explain` gives for its value; others have a `data-hint`. */
  explainedBy: string;
  explain(value: string): ReactNode;
}

/** The page's one tooltip: ADR 26. */
export function Tooltips({ explainedBy, explain }: TooltipsProps) {
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const watch = new TriggerWatch(document, {
      selector: `[data-hint], [${explainedBy}]`,
      clickSelector: `[${explainedBy}]`,
      isInTooltip: (target) => box.current?.contains(target) ?? false,
      onShow: setTrigger,
      onHide: () => setTrigger(null),
    });
    return () => watch.stop();
  }, [explainedBy]);
  useLayoutEffect(() => {
    if (trigger === null || box.current === null) return;
    const { current } = box;
    current.showPopover();
    const place = () => {
      const { left, top } = placeBeside(trigger.getBoundingClientRect(), current.getBoundingClientRect(), {
        width: document.documentElement.clientWidth,
        height: document.documentElement.clientHeight,
      });
      // The tooltip's own zoom, that of the text size, counts for its place too.
      current.style.left = `calc(${left}px / var(--zoom, 1))`;
      current.style.top = `calc(${top}px / var(--zoom, 1))`;
    };
    place();
    const removal = new MutationObserver(() => {
      if (!trigger.isConnected) setTrigger(null);
    });
    removal.observe(document.body, { childList: true, subtree: true });
    // An explanation that is still being loaded has its size later.
    const sizes = new ResizeObserver(place);
    sizes.observe(current);
    // A hint that is the control's name would be read twice.
    if (trigger.getAttribute("aria-label") !== trigger.dataset["hint"])
      trigger.setAttribute("aria-describedby", id);
    return () => {
      removal.disconnect();
      sizes.disconnect();
      trigger.removeAttribute("aria-describedby");
    };
  }, [trigger, id]);
  if (trigger === null) return null;
  const value = trigger.getAttribute(explainedBy);
  const { hint, hintKeys } = trigger.dataset;
  return (
    <div
      ref={box}
      id={id}
      role="tooltip"
      popover="manual"
      className={`tooltip ${value ? "tooltip-wide" : ""}`}
    >
      {value === null ? hint : explain(value)}
      {hintKeys === undefined ? null : <kbd>{hintKeys}</kbd>}
    </div>
  );
}
