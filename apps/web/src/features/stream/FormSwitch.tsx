import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
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
    <ChoiceButtons
      label={t("data.form")}
      choices={forms}
      chosen={form}
      nameOf={(choice) => t(`data.forms.${choice}`)}
      onChoose={(choice) => stream.setForm(choice)}
      className="view-switch"
      buttonClassName="view-choice"
    />
  );
}
