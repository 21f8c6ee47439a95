import { useMemo } from "react";
import { useApp } from "../../app/app-context.js";
import type { MarkClock } from "./line-marks.js";

/** The lab's clock for what is marked in an editor: it ticks, and jumps where a person goes back in time. */
export function useMarkClock(): MarkClock {
  const { moment, ticker } = useApp();
  return useMemo(
    () => ({
      nowUs: () => moment.nowUs(),
      watch: (onMove) => {
        const stops = [ticker.watch(), ticker.store.subscribe(onMove), moment.store.subscribe(onMove)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    }),
    [moment, ticker],
  );
}
