import { useEffect } from "react";
import { useStore } from "zustand";
import { useApp } from "../../app/app-context.js";
import { formatElapsed } from "../../shared/format/format-duration.js";

/** Time from a moment of the lab's clock to the one shown, counting. Hidden from screen readers, which would read each tick. */
export function Elapsed({ sinceUs }: { sinceUs: number }) {
  const { ticker, moment } = useApp();
  useEffect(() => ticker.watch(), [ticker]);
  useStore(ticker.store);
  useStore(moment.store);
  return (
    <span className="elapsed" aria-hidden="true">
      {formatElapsed(moment.nowUs() - sinceUs)}
    </span>
  );
}
