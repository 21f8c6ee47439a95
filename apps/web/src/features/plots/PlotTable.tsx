import { formatClock } from "../../shared/format/format-duration.js";
import { formatMeasure, measureNames, measures } from "./measures.js";
import type { SendingSide } from "./plot-book.js";
import { usePlotTexts } from "./use-plot-texts.js";

/** Rows that a person reads; all of them are in the CSV. */
const MAX_ROWS = 50;

/** The samples as numbers: of many, some at even distances, the last one among them. */
export function PlotTable({ side, startUs }: { side: SendingSide; startUs: number }) {
  const t = usePlotTexts();
  const { samples } = side;
  const step = Math.max(1, Math.ceil(samples.length / MAX_ROWS));
  const rows = samples.filter((_, index) => (samples.length - 1 - index) % step === 0);
  return (
    <details className="plot-table">
      <summary>{t("plots.table", { count: rows.length, all: samples.length })}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("plots.time")}</th>
            {measureNames.map((name) => (
              <th scope="col" key={name}>
                {t(`plots.measures.${name}`)}
              </th>
            ))}
            <th scope="col">{t("plots.again")}</th>
            <th scope="col">{t("plots.state")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((sample) => (
            <tr key={sample.seq}>
              <th scope="row">{formatClock(sample.at - startUs)} s</th>
              {measureNames.map((name) => (
                <td key={name}>{formatMeasure(name, measures[name].value(sample))}</td>
              ))}
              <td>{sample.totalRetransmits}</td>
              <td>{t(`plots.states.${sample.congestionState}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
