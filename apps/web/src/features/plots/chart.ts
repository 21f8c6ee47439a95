import uPlot from "uplot";
import { readColour } from "./read-colours.js";

/** Seconds from and to which all charts of a pane show time. */
export type Range = readonly [number, number];

/** One line of a chart: each value holds until the next. */
export interface Line {
  readonly colour: string;
  readonly dash?: readonly number[] | undefined;
  readonly widthPx?: number;
}

/** What a chart shows: `x` in seconds, ascending, and as many values of each line. */
export interface ChartData {
  readonly x: readonly number[];
  readonly lines: readonly (readonly (number | null)[])[];
}

export interface ChartOptions {
  readonly lines: readonly Line[];
  readonly heightPx: number;
  readonly formatY: (value: number) => string;
  /** The highest value of all lines, where the data do not say it. */
  readonly highest?: () => number;
  /** More than lines: on the canvas, in its pixels. */
  readonly draw?: (chart: uPlot) => void;
  readonly onChoose: (seconds: number) => void;
  readonly onZoom: (range: Range | null) => void;
}

const CLICK_PX = 4;
const Y_AXIS_PX = 62;
const X_AXIS_PX = 26;
/** Charts with the same key show the pointer at the same time. */
const SYNC_KEY = "sockpit-plots";
const FONT = "11px system-ui, sans-serif";

/** A chart on a canvas. uPlot draws as many points as there are pixels: what lies between is within its lines. */
export class Chart {
  readonly #plot: uPlot;
  readonly #options: ChartOptions;
  #range: Range = [0, 1];
  #momentSeconds: number | null = null;

  constructor(element: HTMLElement, options: ChartOptions) {
    this.#options = options;
    const grid = { stroke: readColour("--border"), width: 1 };
    const axis = { stroke: readColour("--text-dim"), grid, ticks: grid, font: FONT };
    this.#plot = new uPlot(
      {
        width: Math.max(1, element.clientWidth),
        height: options.heightPx,
        legend: { show: false },
        cursor: {
          sync: { key: SYNC_KEY, setSeries: false },
          drag: { x: true, y: false, setScale: false },
          points: { show: false },
          y: false,
          bind: {
            dblclick: () => () => {
              options.onZoom(null);
              return null;
            },
          },
        },
        scales: {
          x: { time: false, range: () => [...this.#range] },
          y: { range: (_, __, max) => [0, (Math.max(max ?? 0, options.highest?.() ?? 0) || 1) * 1.05] },
        },
        axes: [
          { ...axis, size: X_AXIS_PX, values: (_, ticks) => ticks.map((tick) => `${tick} s`) },
          { ...axis, size: Y_AXIS_PX, values: (_, ticks) => ticks.map((tick) => options.formatY(tick)) },
        ],
        series: [
          {},
          ...options.lines.map(({ colour, dash, widthPx = 1.5 }) => ({
            stroke: readColour(colour),
            width: widthPx,
            points: { show: false },
            ...(dash === undefined ? {} : { dash: [...dash] }),
            paths: uPlot.paths.stepped?.({ align: 1 }),
          })),
        ],
        hooks: { draw: [(plot) => this.#draw(plot)], setSelect: [(plot) => this.#selected(plot)] },
      } as uPlot.Options,
      [[], ...options.lines.map(() => [])],
      element,
    );
    this.#listenForClicks(this.#plot.over);
  }

  setData({ x, lines }: ChartData): void {
    this.#plot.setData([[...x], ...lines.map((line) => [...line])] as uPlot.AlignedData);
  }

  show(range: Range, momentSeconds: number | null): void {
    const isNew = range[0] !== this.#range[0] || range[1] !== this.#range[1];
    this.#range = range;
    this.#momentSeconds = momentSeconds;
    if (isNew) this.#plot.setScale("x", { min: range[0], max: range[1] });
    else this.#plot.redraw(false);
  }

  showLine(index: number, isShown: boolean): void {
    if (this.#plot.series[index + 1]?.show !== isShown) this.#plot.setSeries(index + 1, { show: isShown });
  }

  setWidth(widthPx: number): void {
    this.#plot.setSize({ width: Math.max(1, widthPx), height: this.#options.heightPx });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #draw(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.setLineDash([]);
    this.#options.draw?.(plot);
    if (this.#momentSeconds !== null) {
      const x = Math.round(plot.valToPos(this.#momentSeconds, "x", true)) + 0.5;
      ctx.strokeStyle = readColour("--text");
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  }

  #selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < CLICK_PX) return;
    this.#options.onZoom([plot.posToVal(left, "x"), plot.posToVal(left + width, "x")]);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  #listenForClicks(over: HTMLElement): void {
    let pressedAt = 0;
    over.addEventListener("mousedown", (event) => {
      pressedAt = event.clientX;
    });
    over.addEventListener("click", (event) => {
      if (Math.abs(event.clientX - pressedAt) >= CLICK_PX) return;
      const left = event.clientX - over.getBoundingClientRect().left;
      this.#options.onChoose(this.#plot.posToVal(left, "x"));
    });
  }
}
