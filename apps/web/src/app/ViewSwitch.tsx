import { useSettings, useSettingsModel } from "../features/settings/settings-context.js";
import { views } from "../features/settings/settings-model.js";
import { ChoiceButtons } from "../shared/ChoiceButtons.js";
import { useTranslation } from "../shared/translation-context.js";

/** The same story in two forms: a picture, or a plain list of calls. */
export function ViewSwitch() {
  const { t } = useTranslation();
  const settings = useSettingsModel();
  const { view } = useSettings();
  return (
    <ChoiceButtons
      label={t("views.label")}
      choices={views}
      chosen={view}
      nameOf={(choice) => t(`views.${choice}`)}
      onChoose={(choice) => settings.setView(choice)}
      className="view-switch"
      buttonClassName="view-choice"
    />
  );
}
