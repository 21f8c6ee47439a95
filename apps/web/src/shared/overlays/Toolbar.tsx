import { type ComponentProps, type KeyboardEvent, useLayoutEffect, useRef } from "react";

/** Buttons with one place in the tab order: arrow keys, Home and End go from one to the next (ARIA APG, Toolbar). */
export function Toolbar(props: ComponentProps<"div">) {
  const bar = useRef<HTMLDivElement>(null);
  const stop = useRef<HTMLElement>(null);
  useLayoutEffect(() => putStop(buttonsOf(bar.current), stop.current));
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = buttonsOf(bar.current);
    const at = buttons.indexOf(event.target as HTMLElement);
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const next = buttons[moves[event.key] ?? -1];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const buttons = buttonsOf(bar.current);
        if (!buttons.includes(target)) return;
        stop.current = target;
        putStop(buttons, target);
      }}
      {...props}
    />
  );
}

/** Its own buttons, and not the items of their menus. */
function buttonsOf(bar: HTMLElement | null): HTMLElement[] {
  return [...(bar?.querySelectorAll<HTMLElement>("button:not([role])") ?? [])];
}

function putStop(buttons: readonly HTMLElement[], wanted: HTMLElement | null): void {
  const stop = buttons.find((button) => button === wanted) ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}
