import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { useModel } from "../../shared/use-model.js";
import { useDiagram } from "./diagram-context.js";
import { rowIndex } from "./rows.js";
import { openingRows, storyTop } from "./story-top.js";

/** Pixels of the button for the newest rows, which comes as soon as they are out of view; with a finger, as many as it needs. */
const NEWEST_PX = 26;
const NEWEST_TOUCH_PX = 44;

interface StoryPlace {
  /** Whether the page shows the newest moment, and the box its end. */
  isLive: boolean;
  isAtEnd: boolean;
  /** What covers the box's upper edge, as a selector. */
  heads: string;
  /** Pixels below the last row. */
  tailPx: number;
  goTo(scrollTop: number): void;
  goToEnd(): void;
  /** What is chosen is of an earlier run. */
  onNewRun(): void;
}

/**
 * The end is followed while a program lives. When the last one has ended, the run is shown from its beginning, as far up
 * as it can be with its first handshake in view, for which rows are lowered on a low screen. A moment of the past is shown
 * where it ends, and a replay is followed. A person who has scrolled away is left there.
 */
export function useStoryPlace(box: RefObject<HTMLElement | null>, place: StoryPlace): void {
  const diagram = useDiagram();
  const { record, store } = diagram;
  const { wanted, mode, runSeq, isRunOver: isOver } = useModel(store, (state) => state);
  const before = useRef<{ runSeq: number; isOver: boolean } | null>(null);
  const isWaitingForRoom = useRef(false);

  const roomPx = () => {
    const headHeight = box.current?.querySelector<HTMLElement>(place.heads)?.offsetHeight ?? 0;
    return (box.current?.clientHeight ?? 0) - headHeight;
  };
  const fit = useEffectEvent(() => {
    const height = roomPx() - place.tailPx;
    if (store.getState().mode === "fit" && height > 0) diagram.fit(height);
  });
  const showRun = useEffectEvent(() => {
    const newestPx = matchMedia("(pointer: coarse)").matches ? NEWEST_TOUCH_PX : NEWEST_PX;
    const left = roomPx() - (place.isAtEnd ? newestPx : 0);
    isWaitingForRoom.current = left <= 0;
    if (isWaitingForRoom.current) return;
    fit();
    const opening = openingRows(record, store.getState());
    if (opening !== undefined) diagram.makeRoom(opening.last - opening.head + 1, left);
    const { rows, rowHeight } = store.getState();
    place.goTo(storyTop(record, { rows, runSeq, room: Math.floor(left / rowHeight) }) * rowHeight);
  });

  const followRun = useEffectEvent(() => {
    const last = before.current;
    before.current = { runSeq, isOver };
    if (!place.isLive || runSeq === 0) return;
    if (last !== null && last.runSeq !== runSeq) {
      place.onNewRun();
      place.goToEnd();
    }
    const hasEnded = isOver && (last === null || last.runSeq !== runSeq || !last.isOver);
    if (hasEnded && (last === null || last.runSeq !== runSeq || place.isAtEnd)) showRun();
  });
  useLayoutEffect(followRun, [runSeq, isOver]);

  const showMoment = useEffectEvent(() => {
    if (!place.isLive) place.goToEnd();
  });
  useLayoutEffect(showMoment, [place.isLive]);

  const onResize = useEffectEvent(() => {
    if (isWaitingForRoom.current) showRun();
    else fit();
  });
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(onResize);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, mode]);

  const goToWanted = useEffectEvent((seq: number) => {
    const { rows, rowHeight } = store.getState();
    place.goTo(rowIndex(rows, seq) * rowHeight);
  });
  const shown = useRef(wanted);
  useLayoutEffect(() => {
    if (wanted !== null && wanted !== shown.current) goToWanted(wanted.seq);
    shown.current = wanted;
  }, [wanted]);
}
