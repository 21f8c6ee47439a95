import { useTranslation } from "../../shared/translation-context.js";
import type { RowContext } from "./row-context.js";

/** Where time stands while a call still waits. */
export function NowLine({ top, context }: { top: number; context: RowContext }) {
  const { t } = useTranslation();
  return (
    <div className="diagram-now" style={{ top, width: context.geometry.width }} aria-hidden="true">
      <span className="diagram-now-word">{t("diagram.now")}</span>
    </div>
  );
}
