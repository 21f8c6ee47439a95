import { useMemo } from "react";
import { useTicker } from "../../shared/ticker-context.js";
import { useMoment } from "../time/public.js";
import type { MarkClock } from "./line-marks.js";

/** The lab's clock for what is marked in an editor: it ticks, and jumps where a person goes back in time. */
export function useMarkClock(): MarkClock {
  const moment = useMoment();
  const ticker = useTicker();
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
