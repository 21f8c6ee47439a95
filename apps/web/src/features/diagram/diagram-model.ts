import { createStore, type StoreApi } from "zustand/vanilla";
import type { Chapter } from "../../record/chapters/chapter.js";
import type { LabRecord } from "../../record/lab-record.js";
import type { Lane } from "../../record/lanes.js";
import type { RecordModel } from "../../record/record-model.js";
import type { ScheduleFrame } from "../../shared/frame-batch.js";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";
import { type EntryFilter, everything } from "./entry-filter.js";
import { inFoldingOrder, leastCount } from "./fit-chapters.js";
import { LaneView } from "./lane-view.js";
import { type Row, RowList } from "./rows.js";
import { ShownRows } from "./shown-rows.js";
import { VIEW_MODE_KEY, type ViewMode, viewModeOf } from "./view-mode.js";

/** Heights of a row, in pixels: from an overview to a picture for the back row of a classroom. */
export const rowHeights: readonly number[] = [22, 28, 36];

/** Where all rows are to have room: below this height chapters are folded first, and none is lower than the other. */
const FOLDED_FROM_PX = 20;
const LEAST_ROW_PX = 15;

interface DiagramState {
  /** Changes whenever there is something new to draw: `rows` and entries change in place. */
  version: number;
  rows: readonly Row[];
  lanes: readonly Lane[];
  filter: EntryFilter;
  hasRelativeNumbers: boolean;
  /** Whether rows pass while a packet is on its way. */
  isToScale: boolean;
  /** Pixels. */
  rowHeight: number;
  /** Entries that made room for newer ones, and the rows that went with them. */
  evictedEntries: number;
  evictedRows: number;
  /** Whether there are calls that met over a Unix socket. */
  hasUnixJoins: boolean;
  mode: ViewMode;
  /** The newest run that has rows: its first event, and whether it is over. */
  runSeq: number;
  isRunOver: boolean;
  /** The event whose row has been asked for, and how often one has: each time it is gone to anew. */
  wanted: { seq: number; count: number } | null;
}

interface DiagramOptions {
  record: RecordModel;
  /** Keeps the view mode. */
  storage?: KeyValueStorage | undefined;
  /** When new events are drawn: at once by default. */
  schedule?: ScheduleFrame;
}

/** The sequence diagram without its looks. */
export class DiagramModel {
  readonly record: LabRecord;
  readonly store: StoreApi<DiagramState>;
  /** How each lane is shown. */
  readonly laneView = new LaneView();
  readonly #list: RowList;
  readonly #shown: ShownRows;
  readonly #schedule: ScheduleFrame | undefined;
  #cancelDraw: (() => void) | undefined;
  readonly #storage: KeyValueStorage | undefined;
  #evictedRows = 0;
  /** As a person has chosen it. */
  #rowHeight = 28;

  constructor({ record, storage, schedule }: DiagramOptions) {
    this.#storage = storage;
    this.#schedule = schedule;
    this.record = record.record;
    this.#list = new RowList((seq) => this.record.wire.delayUsAt(seq));
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
      isToScale: true,
      rowHeight: this.#rowHeight,
      evictedEntries: 0,
      evictedRows: 0,
      hasUnixJoins: false,
      mode: "all",
      ...this.#run(),
      wanted: null,
    }));
    this.#show(viewModeOf(readJson(storage, VIEW_MODE_KEY)));
  }

  /** Shows the whole, or a part of it. The browser keeps which. */
  setMode(mode: ViewMode): void {
    writeJson(this.#storage, VIEW_MODE_KEY, mode);
    this.#show(mode);
  }

  /** Gives all rows room in so many pixels: rows are lower, and no more chapters folded than it takes. */
  fit(heightPx: number): void {
    const order = inFoldingOrder(this.record.chapters.all).map(({ id }) => id);
    const hasRoom = (count: number) => {
      this.#shown.fold(order.slice(0, count));
      this.#updateRows();
      return this.#shown.rows.length * FOLDED_FROM_PX <= heightPx;
    };
    hasRoom(leastCount(order.length, hasRoom));
    const rowHeight = Math.floor(heightPx / Math.max(1, this.#shown.rows.length));
    this.store.setState({ rowHeight: Math.max(LEAST_ROW_PX, Math.min(this.#rowHeight, rowHeight)) });
    this.#changed();
  }

  /** Gives so many rows room in so many pixels: they are lower than a person has chosen where it takes that. */
  makeRoom(count: number, heightPx: number): void {
    if (this.store.getState().mode === "fit") return;
    const rowHeight = Math.min(this.#rowHeight, Math.floor(heightPx / count));
    this.store.setState({ rowHeight: Math.max(LEAST_ROW_PX, rowHeight) });
  }

  /** Brings the row of an event into view. */
  goTo(seq: number): void {
    this.store.setState(({ wanted }) => ({ wanted: { seq, count: (wanted?.count ?? 0) + 1 } }));
  }

  setFilter(change: Partial<EntryFilter>): void {
    // Other kinds than a mode shows are none of its own.
    if (change.kinds !== undefined && this.store.getState().mode === "packets")
      this.store.setState({ mode: "all" });
    this.#filter(change);
  }

  #show(mode: ViewMode): void {
    this.#shown.setOnlyOpening(mode === "handshake");
    this.#shown.fold([]);
    this.store.setState({ mode, rowHeight: this.#rowHeight });
    this.#scale();
    this.#filter({ kinds: mode === "packets" ? new Set(["packets"]) : everything.kinds });
  }

  /** Where all is to have room, nothing is shown but what happens. */
  #scale(): void {
    const { isToScale, mode } = this.store.getState();
    this.#list.setToScale(isToScale && mode !== "fit", this.record.entries);
  }

  #filter(change: Partial<EntryFilter>): void {
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

  setToScale(isToScale: boolean): void {
    this.store.setState({ isToScale });
    this.#scale();
    this.#shown.changedFrom(0);
    this.#changed();
  }

  setRowHeight(rowHeight: number): void {
    this.#rowHeight = rowHeight;
    this.store.setState({ rowHeight });
  }

  /** Another lab: what was filtered by is not in it. */
  reset(): void {
    this.laneView.reset();
    this.setFilter({ lane: null, socket: null });
  }

  #run(): Pick<DiagramState, "runSeq" | "isRunOver"> {
    const { latest } = this.record.runs;
    return { runSeq: latest?.start.seq ?? 0, isRunOver: latest !== undefined && latest.end !== null };
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
      ...this.#run(),
    }));
  }
}
