import { TranslationContext } from "../../../shared/translation-context.js";
import { useModel } from "../../../shared/use-model.js";
import { useScenarioDoor } from "../scenario-context.js";
import type { ScenariosModel } from "../scenarios-model.js";
import { useScenarioTexts } from "../use-scenario-texts.js";
import { RefusedDialog } from "./RefusedDialog.js";

/** Why the last scenario was not opened; nothing where it was. */
export function RefusedNote() {
  const translation = useScenarioTexts();
  const scenarios = useModel(useScenarioDoor().store, (state) => state.scenarios);
  return scenarios === undefined ? null : (
    <TranslationContext value={translation}>
      <Refusal scenarios={scenarios} />
    </TranslationContext>
  );
}

function Refusal({ scenarios }: { scenarios: ScenariosModel }) {
  const refused = useModel(scenarios.store, (state) => state.refused);
  return refused === undefined ? null : (
    <RefusedDialog refused={refused} onClose={() => scenarios.forgetRefused()} />
  );
}
