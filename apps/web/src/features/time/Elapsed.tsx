import { useEffect } from "react";
import { useStore } from "zustand";
import { formatElapsed } from "../../shared/format/format-duration.js";
import { useTicker } from "../../shared/ticker-context.js";
import { useMoment } from "./moment-context.js";

/** Time from a moment of the lab's clock to the one shown, counting. Hidden from screen readers, which would read each tick. */
export function Elapsed({ sinceUs }: { sinceUs: number }) {
  const ticker = useTicker();
  const moment = useMoment();
  useEffect(() => ticker.watch(), [ticker]);
  useStore(moment.store);
  const text = useStore(ticker.store, () => formatElapsed(moment.nowUs() - sinceUs));
  return (
    <span className="elapsed" aria-hidden="true">
      {text}
    </span>
  );
}
