import { useId, useState } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useFiles } from "./files-context.js";
import { packageOf } from "./wheel-names.js";

/** Adds a wheel that the server offers, by the name of its package; nothing where it offers none. */
export function WheelField() {
  const { t } = useTranslation();
  const { wheels } = useFiles();
  const names = useModel(wheels.store, (state) => state.names);
  const [text, setText] = useState("");
  const fieldId = useId();
  const listId = useId();
  if (names.length === 0) return null;
  return (
    <form
      className="wheel-field"
      onSubmit={(event) => {
        event.preventDefault();
        void wheels.add(text).then((isAdded) => isAdded && setText(""));
      }}
    >
      <label htmlFor={fieldId}>{t("files.wheel")}</label>
      <input
        id={fieldId}
        list={listId}
        value={text}
        placeholder={packageOf(names[0] ?? "")}
        spellCheck={false}
        autoComplete="off"
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <datalist id={listId}>
        {[...new Set(names.map(packageOf))].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit" className="button button-small" aria-disabled={text.trim() === ""}>
        {t("files.addWheel")}
      </button>
    </form>
  );
}
