import type { CallError } from "@sockpit/protocol";
import { type ReactNode, useEffect, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useApp, useModel, useSettings } from "../../app/app-context.js";
import { errorTextOf } from "../glossary/error-texts.js";
import type { Language } from "../settings/settings-model.js";
import { Banner } from "./Banner.js";
import type { SessionPhase } from "./lab-session.js";

/** What went wrong and what is being done about it; on a first visit, what to do. */
export function Banners() {
  return (
    <div className="banners">
      <ServerBanner />
      <LostLabBanner />
      <PythonBanner />
      <WelcomeBanner />
    </div>
  );
}

function Action({ text, onPress }: { text: string; onPress(): void }) {
  return (
    <button type="button" className="button button-small" onClick={onPress}>
      {text}
    </button>
  );
}

function ServerBanner() {
  const { t } = useTranslation();
  const { session } = useApp();
  const phase = useModel(session.store, (state) => state.phase);
  const { language } = useSettings();
  const lastError = useErrorUntilOpen(phase);
  const retry = () => void session.connect();
  if (phase.kind === "refused") {
    return (
      <Banner kind="error" actions={<Action text={t("banners.retry")} onPress={retry} />}>
        {errorTextOf(phase.error, language)?.meaning} {t("banners.refused", { message: phase.error.message })}
      </Banner>
    );
  }
  if (phase.kind === "offline") {
    return (
      <Banner kind="error" actions={<Action text={t("banners.tryNow")} onPress={retry} />}>
        {whyAway(phase.error, language)} <Countdown untilMs={phase.retryAtMs} />
      </Banner>
    );
  }
  if (lastError === null) return null;
  return (
    <Banner kind="error">
      {whyAway(lastError, language)} {t("banners.offlineTrying")}
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

/** Counts down the seconds; hidden from screen readers, which are told of the attempt's outcome. */
function Countdown({ untilMs }: { untilMs: number }): ReactNode {
  const { t } = useTranslation();
  const { ticker } = useApp();
  useEffect(() => ticker.watch(), [ticker]);
  useModel(ticker.store, (tick) => tick);
  const seconds = Math.max(1, Math.ceil((untilMs - Date.now()) / 1000));
  return <span aria-hidden="true">{t("banners.offlineRetry", { seconds })}</span>;
}

function LostLabBanner() {
  const { t } = useTranslation();
  const { session } = useApp();
  const lab = useModel(session.store, (state) => state.lostLab);
  const isOpen = useModel(session.store, (state) => state.phase.kind === "open");
  if (lab === null || !isOpen) return null;
  return (
    <Banner kind="warning" onDismiss={() => session.dismissLostLab()}>
      {t("banners.labLost", { lab })}
    </Banner>
  );
}

function PythonBanner() {
  const { t } = useTranslation();
  const { python } = useApp();
  const state = useModel(python.store, (current) => current);
  if (state.kind === "unsupported") {
    return (
      <Banner kind="warning">
        {t("banners.unsupported", { missing: t(`banners.missing.${state.missing}`) })}
      </Banner>
    );
  }
  if (state.kind !== "failed") return null;
  return (
    <Banner kind="error" actions={<Action text={t("banners.retry")} onPress={() => python.retry()} />}>
      {t("banners.pythonFailed", { message: state.message })}
    </Banner>
  );
}

function WelcomeBanner() {
  const { t } = useTranslation();
  const app = useApp();
  const { isWelcomeDone } = useSettings();
  if (isWelcomeDone || !app.python.isSupported) return null;
  return (
    <Banner
      kind="info"
      actions={<Action text={t("welcome.dismiss")} onPress={() => app.settings.finishWelcome()} />}
    >
      <Trans i18nKey="welcome.text" components={{ run: <strong /> }} />
    </Banner>
  );
}
