import type { LabRecord } from "../../record/lab-record.js";
import { type Lane, NOBODY } from "../../record/lanes.js";
import { textWidth } from "../../shared/text-width.js";
import { type Column, Columns, type LaneSplit } from "./columns.js";
import type { TextSize } from "./fit-label.js";
import { fitToContent } from "./fit-to-content.js";
import { foldColumns } from "./fold-columns.js";
import { type ColumnShape, type Geometry, layOut, layOutContent } from "./geometry.js";
import { type HostSpan, hostSpans } from "./host-spans.js";
import type { LabelOptions } from "./label-options.js";
import { Needs } from "./needs.js";
import { rowLabel } from "./row-label.js";
import { rowStamp } from "./row-things.js";
import type { Row } from "./rows.js";
import type { RowLabel } from "./run.js";
import { type Stubs, stubsOf } from "./stub-names.js";

/** Pixels of a head beside its text: with no more than its edge, and with the sign of its menu. */
const HEAD_PADDING = 22;
const MENU_PADDING = 42;

/** The page's proportional font, bold, as part of the width that is counted. */
const HEAD_FONT = 0.97;

/** Names of folded lanes are in smaller letters than heads. */
const STUB_FONT = 11 / 12;

/** Pixels of the line with the hosts' names. */
const HOSTS_HEIGHT = 20;

export interface LayoutInput extends Omit<LabelOptions, "columns"> {
  lanes: readonly Lane[];
  splits: ReadonlyMap<number, LaneSplit>;
  /** By lane: folded or held open by a person. */
  folds: ReadonlyMap<number, boolean>;
  /** The rows that are drawn. */
  rows: readonly Row[];
  /** Which of them are in view, where not all are: the second is not among them. */
  seen?: readonly [number, number];
  /** Pixels; null for as much as the content takes. */
  paneWidth: number | null;
  /** Pixels. As much as the longest name of a folded lane takes, where missing. */
  maxHeadsHeight?: number;
  size: TextSize;
  /** What a column is called in its head, and what more its head says. */
  headOf(column: Column): { name: string; more: string };
}

export interface Layout {
  columns: Columns;
  geometry: Geometry;
  /** By column. */
  isFolded: readonly boolean[];
  /** How folded columns are named. */
  stubs: Stubs;
  /** In a lab with a wire: whose columns are whose. */
  hosts: readonly HostSpan[];
  /** Pixels of the heads of all columns, with their hosts' names. */
  headsHeight: number;
  /** One for each row. */
  labels: readonly RowLabel[];
}

/**
 * Where everything of the diagram stands, for the page and for its pictures. Costs what the rows drawn cost; lanes keep
 * the room that they have once needed, so that they do not move to and fro.
 */
export class DiagramLayout {
  #columns: { columns: Columns; of: readonly unknown[]; parts: number } | undefined;
  #needs = new Needs();
  #needsOf: readonly unknown[] = [];
  #labels = new Map<Row, { stamp: string; label: RowLabel }>();
  #labelsOf: readonly unknown[] = [];
  /** Columns by their keys, those last in view first. */
  #recent: readonly string[] = [];
  #last: (Pick<Layout, "geometry" | "isFolded" | "stubs"> & { of: readonly unknown[] }) | undefined;

  of(input: LayoutInput): Layout {
    const { paneWidth, size, headOf, folds } = input;
    const columns = this.#columnsOf(input);
    const labels = this.#labelsFor(columns, input);
    this.#needs.add(labels, size);
    const inView = columnsOf(input.seen === undefined ? labels : labels.slice(...input.seen));
    const keys = columns.list.map(({ key }) => key);
    const recent = [...inView].map((column) => keys[column] ?? "");
    if (recent.some((key, index) => this.#recent[index] !== key))
      this.#recent = [...new Set([...recent, ...this.#recent])];
    const of = [
      columns,
      this.#needs,
      this.#needs.version,
      this.#recent,
      paneWidth,
      input.maxHeadsHeight,
      size.fontPx,
      headOf,
      folds,
    ];
    if (this.#last === undefined || !isSame(this.#last.of, of)) {
      const shapes = columns.list.map((column) => shapeOf(column, input));
      const needs = this.#needs;
      const isFolded = foldColumns(columns.list, shapes, {
        ...{ folds, inView, recent: this.#recent },
        ...{ needs, paneWidth: paneWidth ?? Infinity, size },
      });
      const open = shapes.map((shape, index) => ({ ...shape, isFolded: isFolded[index] ?? false }));
      const geometry =
        paneWidth === null
          ? fitToContent(layOutContent(open, { needs, size }), labels, size)
          : layOut(open, { needs, paneWidth, size });
      const namesPx = columns.list.map((column) => nameWidth(headOf(column).name, input) * STUB_FONT);
      const { maxHeadsHeight = Infinity } = input;
      this.#last = {
        of,
        isFolded,
        geometry,
        stubs: stubsOf({ geometry, isFolded, namesPx, maxHeadsHeight }),
      };
    }
    const { geometry, isFolded, stubs } = this.#last;
    const hosts = hostSpans(columns, input.record);
    const headsHeight = stubs.headsHeight + (hosts.length === 0 ? 0 : HOSTS_HEIGHT);
    return { columns, geometry, isFolded, stubs, labels, hosts, headsHeight };
  }

  #columnsOf({ record, lanes, splits }: LayoutInput): Columns {
    let parts = 0;
    for (const [lane, split] of splits) parts += partCount(record, lane, split);
    const of = [record, lanes, splits];
    const known = this.#columns;
    if (known !== undefined && known.parts === parts && isSame(known.of, of)) return known.columns;
    const columns = new Columns(record, lanes, splits);
    this.#columns = { columns, of, parts };
    // Columns of a lane that is split come between others: what was known of each is another's.
    if (!isSame(this.#needsOf, [splits, parts])) this.#needs = new Needs();
    this.#needsOf = [splits, parts];
    return columns;
  }

  #labelsFor(columns: Columns, input: LayoutInput): readonly RowLabel[] {
    const { words, hasRelativeNumbers, record, asOf, isLive } = input;
    const options = { words, columns, hasRelativeNumbers, record, asOf, isLive };
    const of = [words, columns, hasRelativeNumbers, record, asOf, isLive];
    const known = isSame(this.#labelsOf, of) ? this.#labels : new Map();
    const kept = new Map<Row, { stamp: string; label: RowLabel }>();
    for (const row of input.rows) {
      const stamp = rowStamp(row, record);
      const before = known.get(row);
      kept.set(row, before?.stamp === stamp ? before : { stamp, label: rowLabel(row, options) });
    }
    this.#labels = kept;
    this.#labelsOf = of;
    return [...kept.values()].map(({ label }) => label);
  }
}

function partCount(record: LabRecord, lane: number, split: LaneSplit): number {
  const { sockets, threads } = record.uses.of(lane);
  return split === "socket" ? sockets.size : threads.size;
}

function shapeOf(column: Column, input: LayoutInput): ColumnShape {
  const { name, more } = input.headOf(column);
  return {
    isFolded: false,
    headPx: nameWidth(name, input) + HEAD_PADDING,
    fullHeadPx: nameWidth(`${name}${more}`, input) + MENU_PADDING,
  };
}

function nameWidth(text: string, { size }: LayoutInput): number {
  return Math.ceil(textWidth(text, size.fontPx) * HEAD_FONT);
}

/** The columns in which some rows' labels stand, the newest last. */
function columnsOf(labels: readonly RowLabel[]): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const label of labels) {
    if (label.place === "lane") columns.add(label.column);
    if (label.place === "arrow") columns.add(label.from).add(label.to);
  }
  columns.delete(NOBODY);
  return columns;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
