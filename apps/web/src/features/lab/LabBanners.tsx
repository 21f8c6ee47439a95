import { type ReactNode, useEffect, useState } from "react";
import { Banner, BannerAction } from "../../shared/Banner.js";
import type { Language } from "../../shared/language.js";
import { useTicker } from "../../shared/ticker-context.js";
import type { Translate } from "../../shared/translation.js";
import { useLanguage } from "../../shared/use-language.js";
import { useModel } from "../../shared/use-model.js";
import { useEarlierRuns, useOpenEarlierRun } from "../earlier-runs/public.js";
import { errorTextOf } from "../errors/public.js";
import { useLab } from "./lab-context.js";
import type { SessionPhase } from "./session-state.js";
import { useAboutLabTexts } from "./use-about-lab-texts.js";

/** What is wrong with the connection to the server, and what is being done about it. */
export function LabBanner() {
  const { t } = useAboutLabTexts();
  const { session } = useLab();
  const phase = useModel(session.store, (state) => state.phase);
  const language = useLanguage();
  const last = useAbsenceUntilOpen(phase);
  const retry = () => void session.connect();
  if (phase.kind === "refused") {
    return (
      <Banner kind="error" actions={<BannerAction text={t("shared.retry")} onPress={retry} />}>
        {errorTextOf(phase.error, language)?.meaning}{" "}
        {t("aboutLab.serverSaid", { message: phase.error.message })}
      </Banner>
    );
  }
  if (phase.kind === "offline") {
    return (
      <Banner kind="error" actions={<BannerAction text={t("aboutLab.tryNow")} onPress={retry} />}>
        {awayText(phase, t, language)} <Countdown untilMs={phase.retryAtMs} />
      </Banner>
    );
  }
  if (last === null) return null;
  return (
    <Banner kind="error">
      {awayText(last, t, language)} {t("aboutLab.offlineTrying")}
    </Banner>
  );
}

type Offline = Extract<SessionPhase, { kind: "offline" }>;

/** What was away at the last attempt, while the next one is under way. */
function useAbsenceUntilOpen(phase: SessionPhase): Offline | null {
  const [last, setLast] = useState<Offline | null>(null);
  useEffect(() => {
    if (phase.kind === "offline") setLast(phase);
    else if (phase.kind !== "connecting") setLast(null);
  }, [phase]);
  return phase.kind === "connecting" ? last : null;
}

/** What is away, what that means for programs, and what to do. */
function awayText({ absence, error }: Offline, t: Translate, language: Language): string {
  if (absence !== "other") return t(`aboutLab.away.${absence}`);
  const text = errorTextOf(error, language);
  if (text === undefined) return error.message;
  return error.kind === "internal" ? text.meaning : `${text.meaning} ${text.action}`;
}

/** Counts down the seconds; hidden from screen readers, which announce the attempt's outcome. */
function Countdown({ untilMs }: { untilMs: number }): ReactNode {
  const { t } = useAboutLabTexts();
  const ticker = useTicker();
  useEffect(() => ticker.watch(), [ticker]);
  const seconds = useModel(ticker.store, () => Math.max(1, Math.ceil((untilMs - Date.now()) / 1000)));
  return <span aria-hidden="true">{t("aboutLab.offlineRetry", { seconds })}</span>;
}

/** Says that the lab of before is gone. */
export function LostLabBanner() {
  const { t } = useAboutLabTexts();
  const { session } = useLab();
  const lab = useModel(session.store, (state) => state.lostLab);
  const isOpen = useModel(session.store, (state) => state.phase.kind === "open");
  const open = useOpenEarlierRun();
  const openRecord = () => {
    session.dismissLostLab();
    open();
  };
  const hasRecord = useModel(useEarlierRuns().store, ({ runs }) => runs[0]?.lab?.id === lab?.id);
  if (lab === null || !isOpen) return null;
  return (
    <Banner
      kind="warning"
      actions={hasRecord ? <BannerAction text={t("earlierRuns.open")} onPress={openRecord} /> : undefined}
      onDismiss={() => session.dismissLostLab()}
    >
      {t(`aboutLab.lost.${lab.why}`, { lab: lab.id })}
    </Banner>
  );
}
