import { Suspense } from "react";
import { DiagramPane } from "../features/diagram/DiagramPane.js";
import { afterUsable, onDemand, onFirstUse } from "../shared/on-demand.js";
import { useCentreView } from "./use-centre-view.js";
import { ViewSwitch } from "./ViewSwitch.js";

const ExportMenu = afterUsable(async () => (await import("../features/export/ExportMenu.js")).ExportMenu);
const CallsPane = onDemand(async () => (await import("../features/calls/CallsPane.js")).CallsPane);
const PlotsPane = onFirstUse(async () => (await import("../features/plots/PlotsPane.js")).PlotsPane);

const panes = { diagram: DiagramPane, calls: CallsPane, plots: PlotsPane };

/** What happened, in the form that the person chose last. */
export function CentrePane() {
  const Pane = panes[useCentreView().view];
  const exportMenu = (
    <Suspense fallback={<span className="button button-icon" />}>
      <ExportMenu />
    </Suspense>
  );
  return (
    <Suspense fallback={<section className="pane" />}>
      <Pane viewSwitch={<ViewSwitch />} exportMenu={exportMenu} />
    </Suspense>
  );
}
