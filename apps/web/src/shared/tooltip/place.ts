const GAP_PX = 6;
const EDGE_PX = 8;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  width: number;
  height: number;
}

/** Where a box of this size stands above what it belongs to, or below where there is no room; always inside the window. */
export function placeBeside(anchor: Box, size: Size, window: Size): { left: number; top: number } {
  const above = anchor.top - GAP_PX - size.height;
  const below = anchor.top + anchor.height + GAP_PX;
  const top =
    above >= EDGE_PX ? above : Math.max(EDGE_PX, Math.min(below, window.height - EDGE_PX - size.height));
  const centred = anchor.left + anchor.width / 2 - size.width / 2;
  const left = Math.max(EDGE_PX, Math.min(centred, window.width - EDGE_PX - size.width));
  return { left: Math.round(left), top: Math.round(top) };
}
