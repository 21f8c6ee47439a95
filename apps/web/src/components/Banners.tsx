import type { CallError } from "@sockpit/protocol";
import { type ReactNode, useEffect, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useApp, useModel, useSettings } from "./app-context.js";
import { Banner } from "./Banner.js";

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
  const isAway = useAwayUntilOpen(phase.kind);
  const retry = () => void session.connect();
  if (phase.kind === "refused") {
    return (
      <Banner kind="error" actions={<Action text={t("banners.retry")} onPress={retry} />}>
        {t("banners.refused", { message: phase.error.message })}
      </Banner>
    );
  }
  if (phase.kind === "offline") {
    return (
      <Banner kind="error" actions={<Action text={t("banners.tryNow")} onPress={retry} />}>
        {t(`banners.${whyAway(phase.error)}`)} <Countdown untilMs={phase.retryAtMs} />
      </Banner>
    );
  }
  if (!isAway) return null;
  return (
    <Banner kind="error">
      {t("banners.offline")} {t("banners.offlineTrying")}
    </Banner>
  );
}

/** Whether the server was found to be away and has not been reached since. */
function useAwayUntilOpen(phase: string): boolean {
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    if (phase === "offline") setIsAway(true);
    else if (phase !== "connecting") setIsAway(false);
  }, [phase]);
  return isAway && phase === "connecting";
}

function whyAway(error: CallError): "offline" | "offlineFull" | "offlineTooMany" | "offlineRestarting" {
  switch ("code" in error ? error.code : undefined) {
    case "too_many_labs":
      return "offlineFull";
    case "too_many_labs_of_visitor":
      return "offlineTooMany";
    case "lab_host_starting":
    case "lab_host_silent":
      return "offlineRestarting";
    default:
      return "offline";
  }
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
