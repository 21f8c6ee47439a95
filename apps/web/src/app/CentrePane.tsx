import { Suspense } from "react";
import { DiagramPane } from "../features/diagram/DiagramPane.js";
import { useLab } from "../features/lab/public.js";
import { useShown } from "../features/time/public.js";
import { afterUsable, onDemand, onFirstUse } from "../shared/on-demand.js";
import { useModel } from "../shared/use-model.js";
import { useCentreView } from "./use-centre-view.js";
import { ViewSwitch } from "./ViewSwitch.js";
import "./centre-pane.css";

const ExportMenu = afterUsable(async () => (await import("../features/export/ExportMenu.js")).ExportMenu);
const CallsPane = onDemand(async () => (await import("../features/calls/CallsPane.js")).CallsPane);
const PlotsPane = onFirstUse(async () => (await import("../features/plots/PlotsPane.js")).PlotsPane);

const WireBand = onFirstUse(async () => (await import("../features/wire/WireBand.js")).WireBand);

const panes = { diagram: DiagramPane, calls: CallsPane, plots: PlotsPane };

/** What happened, in the form that the person chose last; above it the wire, where the lab has one. */
export function CentrePane() {
  const Pane = panes[useCentreView().view];
  const exportMenu = (
    <Suspense fallback={<span className="button button-icon" />}>
      <ExportMenu />
    </Suspense>
  );
  return (
    <div className="centre">
      <Suspense>{useHasWire() ? <WireBand /> : null}</Suspense>
      <Suspense fallback={<section className="pane" />}>
        <Pane viewSwitch={<ViewSwitch />} exportMenu={exportMenu} />
      </Suspense>
    </div>
  );
}

function useHasWire(): boolean {
  const isKnown = useModel(useLab().session.store, ({ lab }) => lab?.wire !== undefined);
  const isRecorded = useShown(({ record }) => record.wire.changes.length > 0);
  return isKnown || isRecorded;
}
