import { useSettings, useSettingsModel } from "../features/settings/settings-context.js";
import { views } from "../features/settings/settings-model.js";
import { useTranslation } from "../shared/translation-context.js";

/** The same story in two forms: a picture, or a plain list of calls. */
export function ViewSwitch() {
  const { t } = useTranslation();
  const settings = useSettingsModel();
  const { view } = useSettings();
  return (
    <fieldset className="view-switch">
      <legend className="visually-hidden">{t("views.label")}</legend>
      {views.map((choice) => (
        <button
          key={choice}
          type="button"
          className="view-choice"
          aria-pressed={view === choice}
          onClick={() => settings.setView(choice)}
        >
          {t(`views.${choice}`)}
        </button>
      ))}
    </fieldset>
  );
}
