import { type RefObject, type UIEvent, useCallback, useLayoutEffect, useRef, useState } from "react";

interface FollowEnd {
  /** Whether the box shows its end. */
  isAtEnd: boolean;
  onScroll(event: UIEvent<HTMLElement>): void;
  goToEnd(): void;
  /** Shows another part, and stays there while the box grows. */
  goTo(scrollTop: number): void;
}

/** Within this many pixels of the end, a box counts as being there. */
const END_MARGIN = 24;

export function isNearEnd({ scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < END_MARGIN;
}

/**
 * Keeps a box that scrolls at its end while it grows or shrinks, unless a person has scrolled up to
 * read. `content` changes when there is more to see.
 */
export function useFollowEnd(box: RefObject<HTMLElement | null>, content: unknown): FollowEnd {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const isFollowing = useRef(true);

  const follow = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    if (isFollowing.current) element.scrollTop = element.scrollHeight;
    else setIsAtEnd(isNearEnd(element));
  }, [box]);

  useLayoutEffect(() => {
    if (content !== undefined) follow();
  }, [content, follow]);

  useLayoutEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(follow);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, follow]);

  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    isFollowing.current = isNearEnd(currentTarget);
    setIsAtEnd(isFollowing.current);
  };
  const goToEnd = useCallback(() => {
    isFollowing.current = true;
    follow();
    setIsAtEnd(true);
  }, [follow]);
  const goTo = useCallback(
    (scrollTop: number) => {
      const element = box.current;
      if (element === null) return;
      element.scrollTop = scrollTop;
      isFollowing.current = false;
      setIsAtEnd(isNearEnd(element));
    },
    [box],
  );
  return { isAtEnd, onScroll, goToEnd, goTo };
}
