import { Lightbulb, X } from "lucide-react";
import { useState } from "react";
import { useSelection } from "../../record/record-context.js";
import { IconButton } from "../../shared/IconButton.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLab } from "../lab/public.js";
import type { Hint } from "./hints.js";
import "./hints.css";

/** What a program's failure means, and what to do, beside its output. */
export function HintCard({ hint, program }: { hint: Hint; program: Program }) {
  const { t } = useTranslation();
  const selection = useSelection();
  const { freshNetwork } = useLab();
  const [dismissed, setDismissed] = useState<number | null>(null);
  if (dismissed === hint.call.call) return null;
  const line = hint.call.source?.line;
  return (
    <section className="hint-card quiet-buttons" aria-label={t("hints.label")}>
      <Lightbulb className="hint-icon" size={15} aria-hidden="true" />
      <p>{t(`hints.${hint.id}`, hint.values)}</p>
      <div className="hint-actions">
        {line === undefined ? null : (
          <button
            type="button"
            className="button button-small"
            onClick={() => selection.revealLine(program.id, line)}
          >
            {t("hints.goToLine", { line })}
          </button>
        )}
        {hint.offersFreshNetwork ? (
          <button type="button" className="button button-small" onClick={() => void freshNetwork()}>
            {t("hints.freshNetwork")}
          </button>
        ) : null}
      </div>
      <IconButton
        label={t("hints.dismiss")}
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => setDismissed(hint.call.call)}
      />
    </section>
  );
}
