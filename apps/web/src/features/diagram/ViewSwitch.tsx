import { useTranslation } from "react-i18next";
import { useApp, useSettings } from "../../app/app-context.js";
import { views } from "../settings/settings-model.js";

/** The same story in two forms: a picture, or a plain list of calls. */
export function ViewSwitch() {
  const { t } = useTranslation();
  const { settings } = useApp();
  const { view } = useSettings();
  return (
    <fieldset className="view-switch">
      <legend className="visually-hidden">{t("diagram.views.label")}</legend>
      {views.map((choice) => (
        <button
          key={choice}
          type="button"
          className="view-choice"
          aria-pressed={view === choice}
          onClick={() => settings.setView(choice)}
        >
          {t(`diagram.views.${choice}`)}
        </button>
      ))}
    </fieldset>
  );
}
