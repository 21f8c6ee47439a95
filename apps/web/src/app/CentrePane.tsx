import { Suspense } from "react";
import { DiagramPane } from "../features/diagram/DiagramPane.js";
import { useSettings } from "../features/settings/settings-context.js";
import { afterUsable, onDemand } from "../shared/on-demand.js";
import { ViewSwitch } from "./ViewSwitch.js";

const ExportMenu = afterUsable(async () => (await import("../features/export/ExportMenu.js")).ExportMenu);
const CallsPane = onDemand(async () => (await import("../features/calls/CallsPane.js")).CallsPane);

/** What happened, in the form that the person chose last. */
export function CentrePane() {
  const Pane = useSettings().view === "calls" ? CallsPane : DiagramPane;
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
