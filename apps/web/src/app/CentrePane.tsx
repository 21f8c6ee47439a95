import { CallsPane } from "../features/calls/CallsPane.js";
import { DiagramPane } from "../features/diagram/DiagramPane.js";
import { ExportMenu } from "../features/export/ExportMenu.js";
import { useSettings } from "../features/settings/settings-context.js";
import { ViewSwitch } from "./ViewSwitch.js";

/** What happened, in the form that the person chose last. */
export function CentrePane() {
  const Pane = useSettings().view === "calls" ? CallsPane : DiagramPane;
  return <Pane viewSwitch={<ViewSwitch />} exportMenu={<ExportMenu />} />;
}
