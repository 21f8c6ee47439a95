import { type Expectation, formatExpectation } from "@sockpit/protocol/scenario";
import { Download } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { DialogClose } from "../../../shared/DialogClose.js";
import { Dialog } from "../../../shared/overlays/Dialog.js";
import { saveFile } from "../../../shared/save-file.js";
import { TranslationContext, useTranslation } from "../../../shared/translation-context.js";
import { useScenarioTexts } from "../use-scenario-texts.js";
import { newScenario, type ScenarioSources } from "./new-scenario.js";
import "./save.css";

interface SaveDialogProps {
  /** What the project is called. */
  title: string;
  sources: ScenarioSources;
  /** Takes the scenario into the project. */
  onKeep(file: string, text: string): void;
  onClose(): void;
}

/** Makes a scenario of the lab as it is: with a title, and those of the proposed expectations that are chosen. */
export function SaveDialog(props: SaveDialogProps) {
  const translation = useScenarioTexts();
  return (
    <TranslationContext value={translation}>
      <SaveForm {...props} />
    </TranslationContext>
  );
}

function SaveForm({ title: projectTitle, sources, onKeep, onClose }: SaveDialogProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const made = useMemo(() => newScenario(sources), [sources]);
  const [title, setTitle] = useState(projectTitle);
  const [chosen, setChosen] = useState<ReadonlySet<Expectation>>(
    () => new Set(made.proposed.filter(({ isLasting }) => isLasting).map(({ expectation }) => expectation)),
  );
  const wanted = made.proposed.flatMap(({ expectation }) => (chosen.has(expectation) ? [expectation] : []));
  const file = `${
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") || "scenario"
  }.scenario`;
  const text = () => made.textWith(title.trim() || projectTitle, wanted);
  const toggle = (expectation: Expectation, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(expectation);
    else next.delete(expectation);
    setChosen(next);
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog save-scenario">
        <Dialog.Title>{t("scenario.save.title")}</Dialog.Title>
        <label htmlFor={titleId} className="save-title">
          {t("scenario.save.name")}
          <input
            id={titleId}
            value={title}
            maxLength={120}
            autoComplete="off"
            onChange={({ target }) => setTitle(target.value)}
          />
        </label>
        <p className="dim">
          {t(made.proposed.length === 0 ? "scenario.save.nothing" : "scenario.save.about")}
        </p>
        <ul className="save-list" aria-label={t("scenario.expectations")}>
          {made.proposed.map(({ expectation, isLasting }) => {
            const line = formatExpectation(expectation).replace(/ {2,}/g, " ");
            return (
              <li key={line}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.has(expectation)}
                    onChange={({ target }) => toggle(expectation, target.checked)}
                  />
                  <span>
                    <code>{line}</code>
                    {isLasting ? null : <span className="dim"> {t("scenario.save.passing")}</span>}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
        <div className="project-actions">
          <button
            type="button"
            className="button"
            onClick={() => {
              onKeep(file, text());
              onClose();
            }}
          >
            {t("scenario.save.keep")}
          </button>
          <button
            type="button"
            className="button button-primary"
            onClick={() => {
              saveFile(file, new Blob([text()], { type: "text/plain" }));
              onClose();
            }}
          >
            <Download size={14} aria-hidden="true" />
            {t("scenario.save.download")}
          </button>
        </div>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
