import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from "react";
import { formatClock } from "../../shared/format/format-duration.js";
import { IconButton } from "../../shared/IconButton.js";
import { useModel } from "../../shared/use-model.js";
import { useMoment } from "../time/public.js";
import type { Range } from "./chart.js";
import { formatMeasure, type MeasureName, measures, shownAtFirst } from "./measures.js";
import { PlotChart } from "./PlotChart.js";
import { PlotLegend } from "./PlotLegend.js";
import { PlotTable } from "./PlotTable.js";
import { marksOf, type SendingSide, sampleAt } from "./plot-book.js";
import { measuresOf, sampleChart, sequenceChart, spanOf } from "./side-charts.js";
import { usePlotTexts } from "./use-plot-texts.js";

const US_PER_SECOND = 1e6;

interface SidePlotsProps {
  side: SendingSide;
  /** Where time begins: the run's. */
  startUs: number;
  /** Another one each time that there is more. */
  version: unknown;
}

/** The plots of one direction of a connection, in step with the moment that the page shows. */
export function SidePlots({ side, startUs, version }: SidePlotsProps) {
  const t = usePlotTexts();
  const model = useMoment();
  const moment = useModel(model.store, (state) => state.moment);
  const [shown, setShown] = useState(shownAtFirst);
  const [zoom, setZoom] = useState<Range | null>(null);
  const span = spanOf(side);
  const atUs = moment.kind === "live" ? span.toUs : moment.atUs;
  const sample = sampleAt(side, atUs);
  const toSeconds = (us: number) => (us - startUs) / US_PER_SECOND;
  const goTo = (us: number) => model.goToTime(us);
  const charts = useMemo(() => {
    const handlers = {
      toSeconds,
      onChoose: (seconds: number) => model.goToTime(startUs + seconds * US_PER_SECOND),
      onZoom: setZoom,
    };
    return {
      bytes: sampleChart(side, "bytes", handlers),
      time: sampleChart(side, "time", handlers),
      sequence: sequenceChart(side, handlers),
    };
  }, [side, startUs, model, version]);
  const whole: Range = [
    toSeconds(span.fromUs),
    Math.max(toSeconds(span.toUs), toSeconds(span.fromUs) + 0.001),
  ];
  const range = zoom ?? whole;
  const momentSeconds = moment.kind === "live" ? null : toSeconds(moment.atUs);
  const toggle = (name: MeasureName) =>
    setShown((before) => {
      const next = new Set(before);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  const goToMark = (direction: 1 | -1) => {
    const marks = marksOf(side);
    const next =
      direction === 1 ? marks.find((mark) => mark.atUs > atUs) : marks.findLast((mark) => mark.atUs < atUs);
    if (next !== undefined) goTo(next.atUs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const { samples } = side;
    const index = sample === undefined ? -1 : samples.indexOf(sample);
    const target = samples[Math.min(Math.max(0, index + direction), samples.length - 1)];
    if (target !== undefined) goTo(target.at);
  };
  const panel = (name: "bytes" | "time") => {
    const names = measuresOf(name);
    return (
      <>
        <PlotLegend names={names} shown={shown} sample={sample} onToggle={toggle} />
        <PlotChart
          {...charts[name]}
          range={range}
          momentSeconds={momentSeconds}
          shown={names.map((each) => shown.has(each))}
        />
      </>
    );
  };

  return (
    <div className="plots-scroll">
      <div className="plot-bar">
        <IconButton
          label={t("plots.lastMark")}
          icon={<ChevronLeft size={14} aria-hidden="true" />}
          onClick={() => goToMark(-1)}
        />
        <IconButton
          label={t("plots.nextMark")}
          icon={<ChevronRight size={14} aria-hidden="true" />}
          onClick={() => goToMark(1)}
        />
        <div
          className="plot-moment"
          role="slider"
          tabIndex={0}
          aria-label={t("plots.moment")}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, side.samples.length - 1)}
          aria-valuenow={sample === undefined ? 0 : side.samples.indexOf(sample)}
          aria-valuetext={t("plots.momentText", {
            time: formatClock(atUs - startUs),
            cwnd: sample === undefined ? "–" : formatMeasure("cwnd", measures.cwnd.value(sample)),
            flying: sample === undefined ? "–" : formatMeasure("flying", measures.flying.value(sample)),
            rtt: sample === undefined ? "–" : formatMeasure("rtt", measures.rtt.value(sample)),
          })}
          onKeyDown={onKeyDown}
        >
          {formatClock(atUs - startUs)} s
        </div>
        {zoom === null ? null : (
          <button type="button" className="button" onClick={() => setZoom(null)}>
            {t("plots.whole")}
          </button>
        )}
        <span className="plot-hint">{t("plots.hint")}</span>
      </div>
      <Panel title={t("plots.windows")}>
        {panel("bytes")}
        <LineLegend names={["lost", "again"]} isOfMarks />
      </Panel>
      <Panel title={t("plots.times")}>{panel("time")}</Panel>
      <Panel title={t("plots.sequence")}>
        <p className="plot-hint">{t("plots.sequenceHint")}</p>
        <LineLegend names={sequenceLines} />
        <PlotChart {...charts.sequence} range={range} momentSeconds={momentSeconds} shown={allShown} />
      </Panel>
      <PlotTable side={side} startUs={startUs} />
    </div>
  );
}

const allShown = [true, true];

function Panel({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="plot-panel" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

const lineColours = {
  segment: "--program-3",
  again: "--amber",
  lost: "--red",
  ack: "--green",
  edge: "--program-2",
} as const;
type LineName = keyof typeof lineColours;
const sequenceLines = Object.keys(lineColours) as LineName[];

function LineLegend({ names, isOfMarks = false }: { names: readonly LineName[]; isOfMarks?: boolean }) {
  const t = usePlotTexts();
  return (
    <ul className="plot-legend">
      {names.map((name) => (
        <li key={name}>
          <span
            className="plot-swatch"
            data-kind={isOfMarks && name === "again" ? "mark" : name}
            style={{ color: `var(${lineColours[name]})` }}
            aria-hidden="true"
          />
          {t(`plots.lines.${name}`)}
        </li>
      ))}
    </ul>
  );
}
