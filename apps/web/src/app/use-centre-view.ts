import { useSettings } from "../features/settings/settings-context.js";
import { type View, views } from "../features/settings/settings-model.js";
import { useRecord } from "../record/record-context.js";
import { useModel } from "../shared/use-model.js";

/** Plots are of what passes on a wire. */
const withoutWire = views.filter((view) => view !== "plots");

/** What the centre can show of this lab, and what of it the person has chosen last. */
export function useCentreView(): { view: View; choices: readonly View[] } {
  const hasWire = useModel(useRecord().store, ({ record }) => record.hasWire);
  const { view } = useSettings();
  return hasWire
    ? { view, choices: views }
    : { view: view === "plots" ? "diagram" : view, choices: withoutWire };
}
