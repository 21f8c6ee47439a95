import { useEffect, useRef } from "react";
import { Chart, type ChartData, type ChartOptions, type Range } from "./chart.js";
import { useTheme } from "./use-theme.js";

interface PlotChartProps {
  /** Which chart it is: another one is drawn anew. */
  options: ChartOptions;
  data: ChartData;
  range: Range;
  momentSeconds: number | null;
  /** Of each line, whether it is shown. */
  shown: readonly boolean[];
}

/** One chart. What it says is in the table, the legend and the slider beside it, so it is hidden from screen readers. */
export function PlotChart({ options, data, range, momentSeconds, shown }: PlotChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(null);
  const theme = useTheme();
  const key = `${theme}${options.lines.length}`;
  const newest = useRef(options);
  newest.current = options;

  useEffect(() => {
    const holder = element.current;
    if (holder === null) return;
    const made = new Chart(holder, {
      lines: newest.current.lines,
      heightPx: newest.current.heightPx,
      formatY: (value) => newest.current.formatY(value),
      highest: () => newest.current.highest?.() ?? 0,
      draw: (plot) => newest.current.draw?.(plot),
      onChoose: (seconds) => newest.current.onChoose(seconds),
      onZoom: (zoomed) => newest.current.onZoom(zoomed),
    });
    chart.current = made;
    const observer = new ResizeObserver(() => made.setWidth(holder.clientWidth));
    observer.observe(holder);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [key]);

  useEffect(() => {
    const drawn = chart.current;
    if (drawn === null) return;
    drawn.setData(data);
    drawn.show(range, momentSeconds);
    for (const [index, isShown] of shown.entries()) drawn.showLine(index, isShown);
  });

  return <div className="plot-chart" ref={element} aria-hidden="true" />;
}
