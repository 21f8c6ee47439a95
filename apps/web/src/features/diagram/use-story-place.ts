import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { useModel } from "../../shared/use-model.js";
import { useDiagram } from "./diagram-context.js";
import { rowIndex } from "./rows.js";
import { storyTop } from "./story-top.js";

interface StoryPlace {
  rowHeight: number;
  /** Whether the page shows the newest moment, and the box its end. */
  isLive: boolean;
  isAtEnd: boolean;
  /** What covers the box's upper edge, as a selector. */
  heads: string;
  goTo(scrollTop: number): void;
  goToEnd(): void;
}

/**
 * The end is followed while a program lives. When the last one has ended, the run is shown from its beginning, as far up
 * as it can be with its first handshake in view. A moment of the past is shown
 * where it ends, and a replay is followed. A person who has scrolled away is left there.
 */
export function useStoryPlace(box: RefObject<HTMLElement | null>, place: StoryPlace): void {
  const diagram = useDiagram();
  const { record, store } = diagram;
  const { wanted, mode, runSeq, isRunOver: isOver } = useModel(store, (state) => state);
  const before = useRef<{ runSeq: number; isOver: boolean } | null>(null);
  const isWaitingForRoom = useRef(false);

  const roomOf = (element: HTMLElement) => {
    const headHeight = element.querySelector<HTMLElement>(place.heads)?.offsetHeight ?? 0;
    return Math.floor((element.clientHeight - headHeight) / place.rowHeight);
  };
  const fit = useEffectEvent(() => {
    const room = box.current === null ? 0 : roomOf(box.current);
    if (store.getState().mode === "fit" && room > 0) diagram.fit(room);
  });
  const showRun = useEffectEvent(() => {
    const room = box.current === null ? 0 : roomOf(box.current);
    isWaitingForRoom.current = room <= 0;
    if (room <= 0) return;
    fit();
    const { rows } = store.getState();
    place.goTo(storyTop(record, { rows, runSeq, room }) * place.rowHeight);
  });

  const followRun = useEffectEvent(() => {
    const last = before.current;
    before.current = { runSeq, isOver };
    if (!place.isLive || runSeq === 0) return;
    if (last !== null && last.runSeq !== runSeq) place.goToEnd();
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
    place.goTo(rowIndex(store.getState().rows, seq) * place.rowHeight);
  });
  const shown = useRef(wanted);
  useLayoutEffect(() => {
    if (wanted !== null && wanted !== shown.current) goToWanted(wanted.seq);
    shown.current = wanted;
  }, [wanted]);
}
