import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { withWireTexts } from "../../shared/wire/wire-strings.js";
import { ChapterOutline } from "./ChapterOutline.js";
import { useDiagram } from "./diagram-context.js";
import { viewModes } from "./view-mode.js";

/** How much of the lab is shown, and the chapters of its last run to go to. */
export function ViewBar() {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const mode = useModel(diagram.store, (state) => state.mode);
  const hasHosts = useModel(diagram.store, ({ lanes }) => lanes.some(({ host }) => host !== null));
  return (
    <div className="diagram-view-bar">
      <ChoiceButtons
        label={t("diagram.mode")}
        choices={viewModes}
        chosen={mode}
        nameOf={(choice) => t(`diagram.modes.${choice}`)}
        hintOf={(choice) => t(`diagram.modeHints.${choice}`)}
        onChoose={(choice) => diagram.setMode(choice)}
        className="filter diagram-modes"
        buttonClassName="filter-chip"
      />
      {hasHosts ? <ScaleButton /> : null}
      <ChapterOutline onChoose={({ start }) => diagram.goTo(start.seq)} />
    </div>
  );
}

/** In a lab with a wire: whether the way of a packet is as long as it takes. */
function ScaleButton() {
  const { t } = withWireTexts(useTranslation());
  const diagram = useDiagram();
  const isToScale = useModel(diagram.store, (state) => state.isToScale);
  return (
    <button
      type="button"
      className="filter-chip"
      aria-pressed={isToScale}
      title={t("wireWords.toScaleHint")}
      onClick={() => diagram.setToScale(!isToScale)}
    >
      {t("wireWords.toScale")}
    </button>
  );
}
