import { useSettings } from "../../components/app-context.js";
import { CallsPane } from "../calls/CallsPane.js";
import { DiagramPane } from "./DiagramPane.js";

/** What happened, in the form that the person chose last. */
export function CentrePane() {
  return useSettings().view === "calls" ? <CallsPane /> : <DiagramPane />;
}
