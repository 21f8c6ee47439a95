import { useEffect } from "react";
import { pageActions } from "./actions/page-actions.js";
import type { AppModel } from "./app-model.js";

/**
 * The page's keys, handled before the editor's own (which would make a new line of Ctrl+Enter). They act
 * on the program that has the focus, or had it last.
 */
export function useShortcuts(app: AppModel): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const target = programOf(event.target) ?? app.selection.store.getState().program;
      const action = pageActions(app, target).find(({ isPressed }) => isPressed?.(event));
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      action.run();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [app]);
}

function programOf(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>("[data-program]")?.dataset["program"] ?? null;
}
