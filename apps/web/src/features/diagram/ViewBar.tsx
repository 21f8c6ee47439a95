import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { ChapterOutline } from "./ChapterOutline.js";
import { useDiagram } from "./diagram-context.js";
import { viewModes } from "./view-mode.js";

/** How much of the lab is shown, and the chapters of its last run to go to. */
export function ViewBar() {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const mode = useModel(diagram.store, (state) => state.mode);
  return (
    <div className="diagram-view-bar">
      <fieldset className="filter diagram-modes">
        <legend className="visually-hidden">{t("diagram.mode")}</legend>
        {viewModes.map((choice) => (
          <button
            key={choice}
            type="button"
            className="filter-chip"
            aria-pressed={mode === choice}
            title={t(`diagram.modeHints.${choice}`)}
            onClick={() => diagram.setMode(choice)}
          >
            {t(`diagram.modes.${choice}`)}
          </button>
        ))}
      </fieldset>
      <ChapterOutline onChoose={({ start }) => diagram.goTo(start.seq)} />
    </div>
  );
}
