import { Lightbulb, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApp } from "../../app/app-context.js";
import { IconButton } from "../../shared/IconButton.js";
import type { Program } from "../../shared/program.js";
import type { Hint } from "./hints.js";

/** What a program's failure means, and what to do, beside its output. */
export function HintCard({ hint, program }: { hint: Hint; program: Program }) {
  const { t } = useTranslation();
  const app = useApp();
  const [dismissed, setDismissed] = useState<number | null>(null);
  if (dismissed === hint.call.call) return null;
  const line = hint.call.source?.line;
  return (
    <aside className="hint-card" aria-label={t("hints.label")}>
      <Lightbulb className="hint-icon" size={15} aria-hidden="true" />
      <p>{t(`hints.${hint.id}`, hint.values)}</p>
      <div className="hint-actions">
        {line === undefined ? null : (
          <button
            type="button"
            className="button button-small"
            onClick={() => app.selection.revealLine(program.id, line)}
          >
            {t("hints.goToLine", { line })}
          </button>
        )}
        {hint.offersFreshNetwork ? (
          <button type="button" className="button button-small" onClick={() => void app.freshNetwork()}>
            {t("hints.freshNetwork")}
          </button>
        ) : null}
      </div>
      <IconButton
        label={t("hints.dismiss")}
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => setDismissed(hint.call.call)}
      />
    </aside>
  );
}
