import { dashOf, formatMeasure, type MeasureName, measures } from "./measures.js";
import type { TcpSample } from "./plot-book.js";
import { usePlotTexts } from "./use-plot-texts.js";

interface PlotLegendProps {
  names: readonly MeasureName[];
  shown: ReadonlySet<MeasureName>;
  /** What the numbers are of. */
  sample: TcpSample | undefined;
  onToggle(name: MeasureName): void;
}

/** The lines of a panel with their values at the moment; each can be left out. */
export function PlotLegend({ names, shown, sample, onToggle }: PlotLegendProps) {
  const t = usePlotTexts();
  return (
    <fieldset className="plot-legend">
      <legend className="visually-hidden">{t("plots.toggles")}</legend>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="plot-toggle"
          aria-pressed={shown.has(name)}
          onClick={() => onToggle(name)}
        >
          <span
            className="plot-swatch"
            data-dashed={dashOf(name) === undefined ? undefined : ""}
            style={{ color: `var(${measures[name].colour})` }}
            aria-hidden="true"
          />
          {t(`plots.measures.${name}`)}{" "}
          <span className="plot-value">
            {formatMeasure(name, sample === undefined ? null : measures[name].value(sample))}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
