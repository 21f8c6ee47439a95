import { useState } from "react";
import { DialogClose } from "../../../shared/DialogClose.js";
import { Dialog } from "../../../shared/overlays/Dialog.js";
import { TranslationContext, useTranslation } from "../../../shared/translation-context.js";
import { useModel } from "../../../shared/use-model.js";
import { useOptionKeys } from "../../../shared/use-option-keys.js";
import { isActive, useRunner } from "../../runs/public.js";
import { useScenarioDoor } from "../scenario-context.js";
import { useScenarioTexts } from "../use-scenario-texts.js";
import { findEntries, type GalleryFilter, levels, textIn } from "./find-entries.js";
import { type GalleryEntry, gallery, topics } from "./gallery.js";
import "./gallery.css";

/** The gallery, to choose a scenario from: by words of either language, by topic and by level. ARIA APG, Combobox with a list. */
export function GalleryDialog({ onClose }: { onClose(): void }) {
  const translation = useScenarioTexts();
  return (
    <TranslationContext value={translation}>
      <Gallery onClose={onClose} />
    </TranslationContext>
  );
}

function Gallery({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const door = useScenarioDoor();
  const isRunning = useModel(useRunner().runs.store, ({ runs }) => [...runs.values()].some(isActive));
  const [filter, setFilter] = useState<GalleryFilter>({ query: "", topic: "", level: "" });
  const found = findEntries({ gallery, topics }, filter);
  const open = (entry: GalleryEntry | undefined) => {
    if (entry === undefined) return;
    onClose();
    void door.fetched().then((scenarios) => scenarios.openFromGallery(entry.name));
  };
  const { id, chosen, choose, onKeyDown } = useOptionKeys(found.length, (index) => open(found[index]));
  const change = (changed: Partial<GalleryFilter>) => {
    setFilter({ ...filter, ...changed });
    choose(0);
  };

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog gallery">
        <Dialog.Title>{t("scenario.gallery.title")}</Dialog.Title>
        <div className="gallery-filter">
          <input
            className="gallery-query"
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={chosen < 0 ? undefined : `${id}-${chosen}`}
            aria-label={t("scenario.gallery.search")}
            placeholder={t("scenario.gallery.search")}
            autoComplete="off"
            spellCheck={false}
            value={filter.query}
            onChange={({ target }) => change({ query: target.value })}
            onKeyDown={onKeyDown}
          />
          <TopicField value={filter.topic} onChange={(topic) => change({ topic })} />
          <LevelField value={filter.level} onChange={(level) => change({ level })} />
        </div>
        <p className="gallery-count dim" role="status">
          {found.length === 0
            ? t("scenario.gallery.none")
            : t("scenario.gallery.count", { count: found.length })}
        </p>
        <div
          role="listbox"
          id={`${id}-list`}
          className="gallery-list"
          aria-label={t("scenario.gallery.list")}
        >
          {found.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above.
            <div
              key={entry.name}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className="gallery-option"
              onPointerMove={() => choose(index)}
              onClick={() => open(entry)}
            >
              <EntryText entry={entry} />
            </div>
          ))}
        </div>
        {isRunning ? <p className="dim">{t("scenario.gallery.running")}</p> : null}
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

function EntryText({
  entry: { title, summary, topics: names, level, needsPython },
}: {
  entry: GalleryEntry;
}) {
  const { t, language } = useTranslation();
  return (
    <>
      <span className="gallery-title">{textIn(language, title)}</span>
      {level === undefined ? null : <span className="scenario-level">{t(`scenario.levels.${level}`)}</span>}
      <span className="gallery-summary">{textIn(language, summary)}</span>
      <span className="gallery-topics dim">
        {[
          ...names.map((name) => textIn(language, topics[name])),
          ...(needsPython ? [t("scenario.gallery.python")] : []),
        ].join(" · ")}
      </span>
    </>
  );
}

interface FieldProps {
  value: string;
  onChange(value: string): void;
}

function TopicField({ value, onChange }: FieldProps) {
  const { t, language } = useTranslation();
  return (
    <select
      className="gallery-choice"
      aria-label={t("scenario.gallery.topic")}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t("scenario.gallery.anyTopic")}</option>
      {Object.entries(topics).map(([name, title]) => (
        <option key={name} value={name}>
          {textIn(language, title)}
        </option>
      ))}
    </select>
  );
}

function LevelField({ value, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <select
      className="gallery-choice"
      aria-label={t("scenario.gallery.level")}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t("scenario.gallery.anyLevel")}</option>
      {levels.map((level) => (
        <option key={level} value={level}>
          {t(`scenario.levels.${level}`)}
        </option>
      ))}
    </select>
  );
}
