import { Trans, useTranslation } from "react-i18next";
import { Banner, BannerAction } from "../../shared/Banner.js";
import { useSettings, useSettingsModel } from "./settings-context.js";

/** On a first visit: what to do. */
export function WelcomeBanner() {
  const { t } = useTranslation();
  const settings = useSettingsModel();
  const { isWelcomeDone } = useSettings();
  if (isWelcomeDone) return null;
  return (
    <Banner
      kind="info"
      actions={<BannerAction text={t("welcome.dismiss")} onPress={() => settings.finishWelcome()} />}
    >
      <Trans i18nKey="welcome.text" components={{ run: <strong /> }} />
    </Banner>
  );
}
