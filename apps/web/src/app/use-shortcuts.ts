import type { StepMode } from "@sockpit/python";
import { useEffect } from "react";
import type { AppModel } from "./app-model.js";

/**
 * The page's keys, heard before the editor's own (which would make a new line of Ctrl+Enter). They act
 * on the program that has the focus, or had it last.
 */
export function useShortcuts(app: AppModel, showHelp: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const isHandled = handle(event, app, showHelp);
      if (!isHandled) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [app, showHelp]);
}

const stepKeys: Readonly<Record<string, StepMode>> = { F7: "into", F8: "over", F9: "continue", F10: "call" };

function handle(event: KeyboardEvent, app: AppModel, showHelp: () => void): boolean {
  const hasMod = event.ctrlKey || event.metaKey;
  const target = programOf(event.target) ?? app.selection.store.getState().program;
  if (event.key === "Enter" && hasMod && event.shiftKey) {
    void app.runner.startAll();
    return true;
  }
  if (event.key === "Enter" && hasMod && target !== null) {
    app.runner.start(target);
    return true;
  }
  if (event.key === "." && hasMod && target !== null) {
    app.runner.stop(target);
    return true;
  }
  const stepMode = hasMod || event.shiftKey || event.altKey ? undefined : stepKeys[event.key];
  if (stepMode !== undefined && target !== null) {
    app.runner.step(target, stepMode);
    return true;
  }
  if (event.key === "?" && !hasMod && !isTextField(event.target)) {
    showHelp();
    return true;
  }
  return false;
}

function programOf(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>("[data-program]")?.dataset["program"] ?? null;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea"));
}
