import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
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
      <ChapterOutline onChoose={({ start }) => diagram.goTo(start.seq)} />
    </div>
  );
}
