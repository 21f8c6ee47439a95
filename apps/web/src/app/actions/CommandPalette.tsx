import { useEffect, useMemo, useState } from "react";
import { useExports } from "../../features/export/use-exports.js";
import { languages } from "../../shared/language.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useOptionKeys } from "../../shared/use-option-keys.js";
import { useApp } from "../app-context.js";
import { loadTranslation } from "../load-translation.js";
import type { Action } from "./action.js";
import { findActions } from "./find-actions.js";
import { pageActions, targetProgram } from "./page-actions.js";
import "./command-palette.css";

/** Everything that the page can do, to be found by words of either language: ARIA APG, Combobox with a list. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const app = useApp();
  const exports = useExports();
  const other = useOtherLanguage();
  const [query, setQuery] = useState("");
  const target = targetProgram(app);
  const actions = useMemo<readonly Action[]>(
    () => [
      ...pageActions(app, target),
      { title: "export.copyPng", run: () => exports.copy("png") },
      { title: "export.copyMermaid", run: () => exports.copy("mermaid") },
    ],
    [app, target, exports],
  );
  const found = findActions(actions, query, other === null ? [t] : [t, other]);

  const run = (index: number) => {
    const action = found[index]?.action;
    if (action === undefined) return;
    onClose();
    // The focus is back where it was when the action looks for it.
    setTimeout(() => action.run());
  };
  const { id, chosen, choose, onKeyDown } = useOptionKeys(found.length, run);

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog command-palette">
        <Dialog.Title className="visually-hidden">{t("actions.commands")}</Dialog.Title>
        <input
          className="command-query"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen < 0 ? undefined : `${id}-${chosen}`}
          aria-label={t("actions.search")}
          placeholder={t("actions.search")}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            choose(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div role="listbox" id={`${id}-list`} className="command-list" aria-label={t("actions.commands")}>
          {found.map(({ action, title }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above.
            <div
              key={`${action.title}-${action.name ?? ""}`}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className="command-option"
              onPointerMove={() => choose(index)}
              onClick={() => run(index)}
            >
              <span>{title}</span>
              {action.keys === undefined ? null : <kbd>{action.keys}</kbd>}
            </div>
          ))}
        </div>
        {found.length === 0 ? <p className="dim">{t("actions.none")}</p> : null}
      </Dialog.Content>
    </Dialog.Root>
  );
}

/** The texts of the language that the page does not show; null until they are there. */
function useOtherLanguage(): Translate | null {
  const { language } = useTranslation();
  const [other, setOther] = useState<Translate | null>(null);
  useEffect(() => {
    const wanted = languages.find((known) => known !== language) ?? language;
    loadTranslation(wanted).then(
      ({ t }) => setOther(() => t),
      () => undefined,
    );
  }, [language]);
  return other;
}
