import { createStore, type StoreApi } from "zustand/vanilla";
import type { Chapter } from "../../record/chapters/chapter.js";
import type { LabRecord } from "../../record/lab-record.js";
import type { Lane } from "../../record/lanes.js";
import type { RecordModel } from "../../record/record-model.js";
import type { ScheduleFrame } from "../../shared/frame-batch.js";
import { type EntryFilter, everything } from "./entry-filter.js";
import { LaneView } from "./lane-view.js";
import { type Row, RowList } from "./rows.js";
import { ShownRows } from "./shown-rows.js";

/** Heights of a row, in pixels: from an overview to a picture for the back row of a classroom. */
export const rowHeights = [22, 28, 36] as const;
export type RowHeight = (typeof rowHeights)[number];

interface DiagramState {
  /** Changes whenever there is something new to draw: `rows` and entries change in place. */
  version: number;
  rows: readonly Row[];
  lanes: readonly Lane[];
  filter: EntryFilter;
  hasRelativeNumbers: boolean;
  rowHeight: RowHeight;
  /** Entries that made room for newer ones, and the rows that went with them. */
  evictedEntries: number;
  evictedRows: number;
  /** Whether there are calls that met over a Unix socket. */
  hasUnixJoins: boolean;
}

/** The sequence diagram without its looks. */
export class DiagramModel {
  readonly record: LabRecord;
  readonly store: StoreApi<DiagramState>;
  /** How each lane is shown. */
  readonly laneView = new LaneView();
  readonly #list = new RowList();
  readonly #shown: ShownRows;
  readonly #schedule: ScheduleFrame | undefined;
  #cancelDraw: (() => void) | undefined;
  #evictedRows = 0;

  /** `schedule`: when new events are drawn, at once by default. */
  constructor({ record, schedule }: { record: RecordModel; schedule?: ScheduleFrame }) {
    this.#schedule = schedule;
    this.record = record.record;
    this.#shown = new ShownRows(this.record);
    this.record.observe({
      onEntry: (entry) => this.#list.append(entry),
      onChapter: (chapter) => this.#shown.changed(chapter),
      onEvicted: (firstSeq) => {
        this.#evictedRows += this.#list.evict(
          firstSeq,
          (socket) => this.record.sockets.find(socket) !== undefined,
        );
        this.#shown.evict();
      },
    });
    for (const entry of this.record.entries) this.#list.append(entry);
    this.#updateRows();
    record.store.subscribe(() => {
      if (this.#schedule === undefined) this.#changed();
      else this.#cancelDraw ??= this.#schedule(() => this.#changed());
    });
    this.store = createStore(() => ({
      version: 0,
      rows: this.#shown.rows,
      lanes: this.record.lanes,
      filter: everything,
      hasRelativeNumbers: true,
      rowHeight: 28,
      evictedEntries: 0,
      evictedRows: 0,
      hasUnixJoins: false,
    }));
  }

  setFilter(change: Partial<EntryFilter>): void {
    const filter = { ...this.store.getState().filter, ...change };
    this.#list.setFilter(filter, this.record.entries);
    this.store.setState({ filter });
    this.#changed();
  }

  toggleFold(id: number): void {
    this.#list.toggleFold(id);
    this.#shown.changedFrom(0);
    this.#changed();
  }

  /** Folds a chapter away below its row, or unfolds it. */
  toggleChapter(id: number): void {
    this.#shown.toggle(id);
    this.#changed();
  }

  /** Whether a chapter's rows stand below its own. */
  isChapterOpen(chapter: Chapter): boolean {
    return this.#shown.isOpen(chapter);
  }

  setRelativeNumbers(hasRelativeNumbers: boolean): void {
    this.store.setState({ hasRelativeNumbers });
  }

  setRowHeight(rowHeight: RowHeight): void {
    this.store.setState({ rowHeight });
  }

  /** Another lab: what was filtered by is not in it. */
  reset(): void {
    this.laneView.reset();
    this.setFilter({ lane: null, socket: null });
  }

  #updateRows(): void {
    const { rows, filter, settledSeq } = this.#list;
    this.#shown.update(rows, { settledSeq, filter });
  }

  #changed(): void {
    this.#cancelDraw?.();
    this.#cancelDraw = undefined;
    this.#updateRows();
    this.store.setState(({ version }) => ({
      version: version + 1,
      rows: this.#shown.rows,
      lanes: this.record.lanes,
      evictedEntries: this.record.evictedEntries,
      evictedRows: this.#evictedRows,
      hasUnixJoins: this.record.hasUnixJoins,
    }));
  }
}
