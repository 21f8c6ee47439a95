import { useEffect } from "react";
import { useStore } from "zustand";
import { useTicker } from "../../shared/ticker-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useMoment } from "../time/public.js";

/** How many seconds are left until a moment of the lab's clock. Hidden from screen readers, which would read each second. */
export function Countdown({ untilUs }: { untilUs: number }) {
  const { t } = useTranslation();
  const ticker = useTicker();
  const moment = useMoment();
  useEffect(() => ticker.watch(), [ticker]);
  useStore(moment.store);
  const seconds = useStore(ticker.store, () =>
    Math.max(0, Math.ceil((untilUs - moment.nowUs()) / 1_000_000)),
  );
  if (seconds === 0) return <> {t("hints.timeOver")}</>;
  return <span aria-hidden="true"> {t("hints.secondsLeft", { seconds })}</span>;
}
