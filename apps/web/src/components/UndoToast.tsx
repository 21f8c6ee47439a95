import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useApp, useModel } from "./app-context.js";

/** Long enough to read it, find the button and press it. */
const SHOWN_MS = 12_000;

/** After the samples were restored: the way back. */
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
          {t("banners.samplesRestored")}
          <button type="button" className="button button-small" onClick={() => programs.undoRestore()}>
            {t("banners.undo")}
          </button>
        </div>
      )}
    </div>
  );
}
