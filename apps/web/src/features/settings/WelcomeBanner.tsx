import { Banner, BannerAction } from "../../shared/Banner.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useSettings, useSettingsModel } from "./settings-context.js";

/** On a first visit: what to do. */
export function WelcomeBanner() {
  const { t } = useTranslation();
  const settings = useSettingsModel();
  const { isWelcomeDone } = useSettings();
  if (isWelcomeDone) return null;
  const [before, button, after] = t("welcome.text").split(/<\/?run>/);
  return (
    <Banner
      kind="info"
      actions={<BannerAction text={t("welcome.dismiss")} onPress={() => settings.finishWelcome()} />}
    >
      {before}
      <strong>{button}</strong>
      {after}
    </Banner>
  );
}
