import { ArrowDown } from "lucide-react";
import { useTranslation } from "./translation-context.js";

/** Takes a list that has been scrolled back to its newest row. */
export function NewestButton({ onClick }: { onClick(): void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="button newest-button" onClick={onClick}>
      <ArrowDown size={14} aria-hidden="true" />
      {t("shared.newest")}
    </button>
  );
}
