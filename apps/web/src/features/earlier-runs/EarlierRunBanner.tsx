import { Banner, BannerAction } from "../../shared/Banner.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { namesOf } from "./earlier-run.js";
import { useEarlierRuns } from "./earlier-runs-context.js";
import { useClockTime } from "./use-clock-time.js";

/** That the page shows an earlier run, and the way back. */
export function EarlierRunBanner() {
  const { t } = useTranslation();
  const model = useEarlierRuns();
  const run = useModel(model.store, ({ opened }) => opened?.run);
  const timeOf = useClockTime();
  if (run === undefined) return null;
  const facts = {
    names: namesOf(run).join(", "),
    time: timeOf(run.endedMs),
    how: t(`earlierRuns.how.${run.how}`),
  };
  return (
    <Banner kind="info" actions={<BannerAction text={t("earlierRuns.back")} onPress={() => model.close()} />}>
      {t("earlierRuns.banner", facts)}
    </Banner>
  );
}
