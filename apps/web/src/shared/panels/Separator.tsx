import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { firstOfPair, measurePair } from "./panel-pair.js";
import { PanelGroupContext } from "./panels-context.js";

/** How far an arrow key moves it, as a part of the group. */
const KEY_STEP = 0.05;

interface Neighbours {
  before: HTMLElement;
  after: HTMLElement;
  group: HTMLElement;
}

/** The line between two panels: ARIA APG, Window Splitter. A double click gives them the sizes that they had at first. */
export function Separator(props: ComponentProps<"div">) {
  const { orientation, resize } = useContext(PanelGroupContext);
  const isHorizontal = orientation === "horizontal";
  const line = useRef<HTMLDivElement>(null);
  const grip = useRef<number | null>(null);
  const [percent, setPercent] = useState(50);

  useEffect(() => {
    const found = neighboursOf(line.current);
    if (found === undefined) return;
    const show = () => {
      const { before, groupPx } = measurePair(found, isHorizontal);
      setPercent(groupPx === 0 ? 50 : Math.round((before.sizePx / groupPx) * 100));
    };
    const observer = new ResizeObserver(show);
    observer.observe(found.before);
    return () => observer.disconnect();
  }, [isHorizontal]);

  /** Puts the line so far from where the panel before it begins. */
  const put = (wanted: (sizePx: number, groupPx: number) => number) => {
    const found = neighboursOf(line.current);
    if (found === undefined) return;
    const pair = measurePair(found, isHorizontal);
    const sizePx = firstOfPair(pair, wanted(pair.before.sizePx, pair.groupPx));
    const [panel, px] =
      found.before.dataset["takesRest"] === "true"
        ? [found.after, pair.before.sizePx + pair.after.sizePx - sizePx]
        : [found.before, sizePx];
    resize(panel.dataset["panel"] ?? "", (px / pair.groupPx) * 100);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    const found = neighboursOf(line.current);
    if (found === undefined) return;
    const { right, bottom } = found.before.getBoundingClientRect();
    grip.current = isHorizontal ? event.clientX - right : event.clientY - bottom;
  };
  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    const held = grip.current;
    const found = neighboursOf(line.current);
    if (held === null || found === undefined) return;
    const { left, top } = found.before.getBoundingClientRect();
    put(() => (isHorizontal ? clientX - left : clientY - top) - held);
  };
  const letGo = () => {
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [back, forth] = isHorizontal ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key === back) put((sizePx, groupPx) => sizePx - groupPx * KEY_STEP);
    else if (event.key === forth) put((sizePx, groupPx) => sizePx + groupPx * KEY_STEP);
    else if (event.key === "Home") put(() => 0);
    else if (event.key === "End") put(() => Number.MAX_SAFE_INTEGER);
    else return;
    event.preventDefault();
  };
  const forget = () => {
    const found = neighboursOf(line.current);
    for (const panel of [found?.before, found?.after]) resize(panel?.dataset["panel"] ?? "", undefined);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: hr cannot be moved.
    <div
      ref={line}
      role="separator"
      tabIndex={0}
      aria-orientation={isHorizontal ? "vertical" : "horizontal"}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={onKeyDown}
      onDoubleClick={forget}
      {...props}
    />
  );
}

/** There may be a bar beside it that is no panel. */
function neighboursOf(line: HTMLElement | null): Neighbours | undefined {
  const group = line?.parentElement;
  if (!line || !group) return undefined;
  const panels = [...group.querySelectorAll<HTMLElement>(":scope > [data-panel]")];
  const isBefore = (panel: HTMLElement) =>
    (line.compareDocumentPosition(panel) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const before = panels.findLast(isBefore);
  const after = panels.find((panel) => !isBefore(panel));
  return before === undefined || after === undefined ? undefined : { before, after, group };
}
