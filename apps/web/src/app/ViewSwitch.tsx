import { useSettingsModel } from "../features/settings/settings-context.js";
import { ChoiceButtons } from "../shared/ChoiceButtons.js";
import { useTranslation } from "../shared/translation-context.js";
import { useCentreView } from "./use-centre-view.js";

/** The same story in several forms: a picture, a plain list of calls, and on a wire plots of how TCP sends. */
export function ViewSwitch() {
  const { t } = useTranslation();
  const settings = useSettingsModel();
  const { view, choices } = useCentreView();
  return (
    <ChoiceButtons
      label={t("views.label")}
      choices={choices}
      chosen={view}
      nameOf={(choice) => t(`views.${choice}`)}
      onChoose={(choice) => settings.setView(choice)}
      className="view-switch"
      buttonClassName="view-choice"
    />
  );
}
