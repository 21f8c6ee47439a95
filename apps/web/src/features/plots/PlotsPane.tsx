import { Download } from "lucide-react";
import "uplot/dist/uPlot.min.css";
import type { CentrePaneProps } from "../../shared/centre-pane.js";
import { EmptyState } from "../../shared/EmptyState.js";
import { IconButton } from "../../shared/IconButton.js";
import { saveFile } from "../../shared/save-file.js";
import "./plots.css";
import { SidePlots } from "./SidePlots.js";
import { samplesCsv } from "./samples-csv.js";
import { usePlotTexts } from "./use-plot-texts.js";
import { usePlots, useSideNames } from "./use-plots.js";

/** How TCP sends over a wire, in time: windows, times and sequence numbers of one direction of a connection. */
export function PlotsPane({ viewSwitch, exportMenu }: CentrePaneProps) {
  const t = usePlotTexts();
  const { lab, sides, side, choose, version } = usePlots();
  const nameOf = useSideNames();
  return (
    <section className="pane plots" aria-labelledby="plots-title">
      <header className="pane-header quiet-buttons">
        <h2 id="plots-title">{t("plots.title")}</h2>
        {viewSwitch}
        <span className="spacer" />
        {side === undefined ? null : (
          <IconButton
            label={t("plots.csv")}
            icon={<Download size={15} aria-hidden="true" />}
            onClick={() => saveFile("tcp-samples.csv", csvOf(side.samples))}
          />
        )}
        {exportMenu}
      </header>
      {side === undefined ? (
        <EmptyState title={t("plots.emptyTitle")} text={t("plots.emptyText")} />
      ) : (
        <>
          <div className="plot-choice">
            <select
              aria-label={t("plots.which")}
              value={side.socket}
              onChange={(event) => choose(event.target.value)}
            >
              {sides.map((each) => (
                <option key={each.socket} value={each.socket}>
                  {nameOf(each)}
                </option>
              ))}
            </select>
            <span className="pane-note" title={t("plots.algorithmHint")}>
              {t("plots.algorithm", { name: side.samples.at(-1)?.congestionControl ?? "?" })}
            </span>
          </div>
          <SidePlots
            key={side.socket}
            side={side}
            startUs={lab.runs.startUs(side.samples[0]?.seq ?? 0)}
            version={version}
          />
        </>
      )}
    </section>
  );
}

function csvOf(samples: Parameters<typeof samplesCsv>[0]): Blob {
  return new Blob([samplesCsv(samples)], { type: "text/csv" });
}
