import { useSettings } from "../features/settings/settings-context.js";
import { zoomOf } from "../features/settings/text-size.js";
import { useMediaQuery } from "../shared/use-media-query.js";

/** `tabs`: one part of the page at a time. Widths are those at the normal text size: larger text leaves less room. */
export type Layout = "three" | "two" | "tabs";

const THREE_FROM_PX = 1_200;
const TWO_FROM_PX = 900;
/** Two zones have the sockets below the diagram: with less height neither has room. */
const TWO_FROM_HEIGHT_PX = 600;

export function useLayout(): Layout {
  const zoom = zoomOf(useSettings().textSize);
  const isThree = useMediaQuery(`(min-width: ${THREE_FROM_PX * zoom}px)`);
  const isTwo = useMediaQuery(
    `(min-width: ${TWO_FROM_PX * zoom}px) and (min-height: ${TWO_FROM_HEIGHT_PX * zoom}px)`,
  );
  if (isThree) return "three";
  return isTwo ? "two" : "tabs";
}
