import { CallsPane } from "../features/calls/CallsPane.js";
import { DiagramPane } from "../features/diagram/DiagramPane.js";
import { useSettings } from "./app-context.js";

/** What happened, in the form that the person chose last. */
export function CentrePane() {
  return useSettings().view === "calls" ? <CallsPane /> : <DiagramPane />;
}
