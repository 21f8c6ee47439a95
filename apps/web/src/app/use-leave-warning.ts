import { useEffect } from "react";
import { isActive } from "../features/runs/run.js";
import { useModel } from "../shared/use-model.js";
import type { AppModel } from "./app-model.js";

/**
 * While programs run, the browser asks before it closes the page. It chooses the words; without a listener the page can
 * be put away and come back as it was.
 */
export function useLeaveWarning({ runs }: AppModel): void {
  const isRunning = useModel(runs.store, (state) => [...state.runs.values()].some(isActive));
  useEffect(() => {
    if (!isRunning) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isRunning]);
}
