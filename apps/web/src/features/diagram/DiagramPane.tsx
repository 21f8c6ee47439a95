import { ArrowLeftRight, Filter, ListX, ZoomIn, ZoomOut } from "lucide-react";
import { Suspense, useState } from "react";
import { useRecord, useSelection } from "../../record/record-context.js";
import type { CentrePaneProps } from "../../shared/centre-pane.js";
import { EmptyState } from "../../shared/EmptyState.js";
import { IconButton } from "../../shared/IconButton.js";
import { afterUsable, onDemand, onFirstUse } from "../../shared/on-demand.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { useRunner } from "../runs/public.js";
import { useShown } from "../time/public.js";
import { DiagramNotes } from "./DiagramNotes.js";
import { useDiagram } from "./diagram-context.js";
import { rowHeights } from "./diagram-model.js";
import { everything, isFiltering } from "./entry-filter.js";
import "./diagram-pane.css";

const Diagram = onDemand(async () => (await import("./Diagram.js")).Diagram);
const CallDetail = onDemand(async () => (await import("../calls/public.js")).CallDetail);
const FilterBar = onDemand(async () => (await import("./FilterBar.js")).FilterBar);
const ViewBar = onDemand(async () => (await import("./ViewBar.js")).ViewBar);
const PacketDetail = onDemand(async () => (await import("./PacketDetail.js")).PacketDetail);
const RecordedExample = afterUsable(
  async () => (await import("./example/RecordedExample.js")).RecordedExample,
);
const NothingOnTheWire = onFirstUse(async () => (await import("../hosts/public.js")).NothingOnTheWire);

/** The centre of the page: what happened, as a sequence diagram. */
export function DiagramPane({ viewSwitch, exportMenu }: CentrePaneProps) {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const selection = useSelection();
  const record = useRecord();
  const { rows, filter, mode } = useModel(diagram.store, (state) => state);
  const isPacketChosen = useModel(selection.store, (state) => state.chosen?.kind === "packet");
  const isCallChosen = useModel(selection.store, (state) => state.call !== null);
  const [isFilterOpen, setIsFilterOpen] = useState(false);
  const asOf = useShown((view) => view.asOf);
  const isFiltered = isFiltering(mode === "packets" ? { ...filter, kinds: everything.kinds } : filter);
  const isEmpty = diagram.record.entries.length === 0;

  return (
    <section className="pane calls" aria-labelledby="diagram-title">
      <header className="pane-header quiet-buttons">
        <h2 id="diagram-title">{t("diagram.title")}</h2>
        {viewSwitch}
        <span className="spacer" />
        {isEmpty ? null : <NumbersButton />}
        <IconButton
          label={t("diagram.filter")}
          icon={<Filter size={15} aria-hidden="true" />}
          aria-expanded={isFilterOpen}
          className={isFiltered ? "is-on" : ""}
          onClick={() => setIsFilterOpen(!isFilterOpen)}
        />
        <Zoom />
        {exportMenu}
        <IconButton
          label={t("diagram.clear")}
          icon={<ListX size={15} aria-hidden="true" />}
          isDisabled={isEmpty}
          onClick={() => record.clear()}
        />
      </header>
      <Suspense>
        {isFilterOpen || isFiltered ? <FilterBar /> : null}
        {isEmpty ? null : <ViewBar />}
      </Suspense>
      <DiagramNotes />
      {isEmpty ? (
        <NothingYet />
      ) : rows.length === 0 ? (
        <EmptyState text={t("diagram.emptyFilter")} />
      ) : (
        <Suspense fallback={<div className="diagram" />}>
          <Diagram asOf={asOf} />
        </Suspense>
      )}
      <Suspense>
        {isPacketChosen ? <PacketDetail asOf={asOf} /> : isCallChosen ? <CallDetail /> : null}
      </Suspense>
    </section>
  );
}

/** While Python loads for the first time, a recorded handshake is played; it stays until there is something to see. */
function NothingYet() {
  const { t } = useTranslation();
  const { python } = useRunner();
  const isLoading = useModel(python.store, ({ kind }) => kind === "loading");
  const [hasExample, setHasExample] = useState(isLoading);
  if (isLoading && !hasExample) setHasExample(true);
  const nothing = <EmptyState title={t("diagram.emptyTitle")} text={t("diagram.emptyText")} />;
  const hosts = useModel(useLab().session.store, ({ lab }) => lab?.hosts);
  if (hosts !== undefined)
    return (
      <Suspense fallback={nothing}>
        <NothingOnTheWire hosts={hosts} />
      </Suspense>
    );
  return hasExample ? (
    <Suspense fallback={nothing}>
      <RecordedExample />
    </Suspense>
  ) : (
    nothing
  );
}

function NumbersButton() {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const isRelative = useModel(diagram.store, (state) => state.hasRelativeNumbers);
  return (
    <button
      type="button"
      className="filter-chip diagram-numbers"
      title={t(isRelative ? "diagram.absolute" : "diagram.relative")}
      onClick={() => diagram.setRelativeNumbers(!isRelative)}
    >
      {t(isRelative ? "diagram.numbers.relative" : "diagram.numbers.absolute")}
      <ArrowLeftRight size={12} aria-hidden="true" />
    </button>
  );
}

function Zoom() {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const rowHeight = useModel(diagram.store, (state) => state.rowHeight);
  const at = rowHeights.indexOf(rowHeight);
  const zoom = (step: number) => {
    const next = rowHeights[at + step];
    if (next !== undefined) diagram.setRowHeight(next);
  };
  return (
    <>
      <IconButton
        label={t("diagram.zoomOut")}
        icon={<ZoomOut size={15} aria-hidden="true" />}
        isDisabled={at <= 0}
        onClick={() => zoom(-1)}
      />
      <IconButton
        label={t("diagram.zoomIn")}
        icon={<ZoomIn size={15} aria-hidden="true" />}
        isDisabled={at === rowHeights.length - 1}
        onClick={() => zoom(1)}
      />
    </>
  );
}
