import { useSettings } from "../app-context.js";
import { CallsPane } from "../CallsPane.js";
import { DiagramPane } from "./DiagramPane.js";

/** What happened, in the form that the person chose last. */
export function CentrePane() {
  return useSettings().view === "calls" ? <CallsPane /> : <DiagramPane />;
}
