import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useStream } from "./stream-context.js";
import { forms } from "./talk-rows.js";

/** How data is shown, here and wherever else it is: as text, hex digits, or both. */
export function FormSwitch() {
  const { t } = useTranslation();
  const stream = useStream();
  const form = useModel(stream.store, (state) => state.form);
  return (
    <fieldset className="view-switch">
      <legend className="visually-hidden">{t("data.form")}</legend>
      {forms.map((choice) => (
        <button
          key={choice}
          type="button"
          className="view-choice"
          aria-pressed={form === choice}
          onClick={() => stream.setForm(choice)}
        >
          {t(`data.forms.${choice}`)}
        </button>
      ))}
    </fieldset>
  );
}
