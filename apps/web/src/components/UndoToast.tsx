import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useApp, useModel } from "./app-context.js";

/** Long enough to read it, find the button and press it. */
const SHOWN_MS = 12_000;

/** After the samples were restored, or a program was removed: the way back. */
export function UndoToast() {
  const { t } = useTranslation();
  const { programs } = useApp();
  const undo = useModel(programs.store, (state) => state.undo);
  useEffect(() => {
    if (undo === null) return;
    const timer = setTimeout(() => programs.forgetUndo(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [undo, programs]);
  return (
    <div className="toasts" role="status">
      {undo === null ? null : (
        <div className="toast">
          <span className="ellipsis">
            {undo.kind === "samples"
              ? t("banners.samplesRestored")
              : t("programs.removed", { name: undo.program.name })}
          </span>
          <button type="button" className="button button-small" onClick={() => programs.undo()}>
            {t("banners.undo")}
          </button>
        </div>
      )}
    </div>
  );
}
