import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "../shared/translation-context.js";
import { type Part, parts } from "./front-model.js";

interface PartTabsProps {
  part: Part;
  onShow(part: Part): void;
}

/** The parts of the page as tabs: ARIA Authoring Practices, "Tabs with automatic activation". */
export function PartTabs({ part, onShow }: PartTabsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const next = partAfter(part, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onShow(next);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  return (
    <div ref={list} className="part-tabs" role="tablist" aria-label={t("parts.label")} onKeyDown={move}>
      {parts.map((choice) => (
        <button
          key={choice}
          type="button"
          role="tab"
          id={tabId(choice)}
          className="part-tab"
          aria-selected={choice === part}
          aria-controls={panelId(choice)}
          tabIndex={choice === part ? 0 : -1}
          onClick={() => onShow(choice)}
        >
          {t(`parts.${choice}`)}
        </button>
      ))}
    </div>
  );
}

export function tabId(part: Part): string {
  return `part-tab-${part}`;
}

export function panelId(part: Part): string {
  return `part-${part}`;
}

function partAfter(part: Part, key: string): Part | undefined {
  const at = parts.indexOf(part);
  switch (key) {
    case "ArrowRight":
      return parts[(at + 1) % parts.length];
    case "ArrowLeft":
      return parts.at(at - 1);
    case "Home":
      return parts[0];
    case "End":
      return parts.at(-1);
    default:
      return undefined;
  }
}
