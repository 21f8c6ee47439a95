import type { CallError } from "@sockpit/protocol";
import { type ReactNode, useEffect, useState } from "react";
import { Banner, BannerAction } from "../../shared/Banner.js";
import type { Language } from "../../shared/language.js";
import { useTicker } from "../../shared/ticker-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLanguage } from "../../shared/use-language.js";
import { useModel } from "../../shared/use-model.js";
import { errorTextOf } from "../glossary/public.js";
import { useLab } from "./lab-context.js";
import type { SessionPhase } from "./lab-session.js";

/** What is wrong with the connection to the server, and what is being done about it. */
export function LabBanner() {
  const { t } = useTranslation();
  const { session } = useLab();
  const phase = useModel(session.store, (state) => state.phase);
  const language = useLanguage();
  const lastError = useErrorUntilOpen(phase);
  const retry = () => void session.connect();
  if (phase.kind === "refused") {
    return (
      <Banner kind="error" actions={<BannerAction text={t("shared.retry")} onPress={retry} />}>
        {errorTextOf(phase.error, language)?.meaning} {t("lab.serverSaid", { message: phase.error.message })}
      </Banner>
    );
  }
  if (phase.kind === "offline") {
    return (
      <Banner kind="error" actions={<BannerAction text={t("lab.tryNow")} onPress={retry} />}>
        {whyAway(phase.error, language)} <Countdown untilMs={phase.retryAtMs} />
      </Banner>
    );
  }
  if (lastError === null) return null;
  return (
    <Banner kind="error">
      {whyAway(lastError, language)} {t("lab.offlineTrying")}
    </Banner>
  );
}

/** Why the last attempt failed, while the next one is under way. */
function useErrorUntilOpen(phase: SessionPhase): CallError | null {
  const [error, setError] = useState<CallError | null>(null);
  useEffect(() => {
    if (phase.kind === "offline") setError(phase.error);
    else if (phase.kind !== "connecting") setError(null);
  }, [phase]);
  return phase.kind === "connecting" ? error : null;
}

/** What failed on the server's side the page tries again by itself; of anything else a person may want to know what to do. */
function whyAway(error: CallError, language: Language): string {
  const text = errorTextOf(error, language);
  if (text === undefined) return error.message;
  return error.kind === "internal" ? text.meaning : `${text.meaning} ${text.action}`;
}

/** Counts down the seconds; hidden from screen readers, which announce the attempt's outcome. */
function Countdown({ untilMs }: { untilMs: number }): ReactNode {
  const { t } = useTranslation();
  const ticker = useTicker();
  useEffect(() => ticker.watch(), [ticker]);
  useModel(ticker.store, (tick) => tick);
  const seconds = Math.max(1, Math.ceil((untilMs - Date.now()) / 1000));
  return <span aria-hidden="true">{t("lab.offlineRetry", { seconds })}</span>;
}

/** Says that the lab of before is gone. */
export function LostLabBanner() {
  const { t } = useTranslation();
  const { session } = useLab();
  const lab = useModel(session.store, (state) => state.lostLab);
  const isOpen = useModel(session.store, (state) => state.phase.kind === "open");
  if (lab === null || !isOpen) return null;
  return (
    <Banner kind="warning" onDismiss={() => session.dismissLostLab()}>
      {t("lab.lost", { lab })}
    </Banner>
  );
}
