import { formatDuration } from "../../shared/format/format-duration.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { RowContext } from "./row-context.js";

/** A pause, written out and not drawn to scale. */
export function GapBody({ us, context }: { us: number; context: RowContext }) {
  const { t } = useTranslation();
  return (
    <span className="diagram-gap-text" style={{ left: context.geometry.gutter }}>
      <span className="visually-hidden">{t("diagram.gap", { duration: formatDuration(us) })}</span>
    </span>
  );
}
