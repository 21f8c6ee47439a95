import { Suspense } from "react";
import { DiagramPane } from "../features/diagram/DiagramPane.js";
import { ExportMenu } from "../features/export/ExportMenu.js";
import { useSettings } from "../features/settings/settings-context.js";
import { onDemand } from "../shared/on-demand.js";
import { ViewSwitch } from "./ViewSwitch.js";

const CallsPane = onDemand(async () => (await import("../features/calls/CallsPane.js")).CallsPane);

/** What happened, in the form that the person chose last. */
export function CentrePane() {
  const Pane = useSettings().view === "calls" ? CallsPane : DiagramPane;
  return (
    <Suspense fallback={<section className="pane" />}>
      <Pane viewSwitch={<ViewSwitch />} exportMenu={<ExportMenu />} />
    </Suspense>
  );
}
