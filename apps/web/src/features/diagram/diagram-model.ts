import type { KernelSocket, LabEvent } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { DiagramLog } from "../../record/diagram-log.js";
import type { Lane } from "../../record/lanes.js";
import type { ScheduleFrame } from "../../shared/frame-batch.js";
import { type EntryFilter, everything } from "./entry-filter.js";
import { type Row, RowList } from "./rows.js";

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
  droppedEntries: number;
  droppedRows: number;
  /** Whether there are calls that met over a Unix socket. */
  hasUnixJoins: boolean;
}

/** The sequence diagram without its looks. */
export class DiagramModel {
  readonly log: DiagramLog;
  readonly store: StoreApi<DiagramState>;
  readonly #list = new RowList();
  readonly #schedule: ScheduleFrame | undefined;
  #cancelDraw: (() => void) | undefined;
  #droppedRows = 0;

  /** `maxEntries`: how much of the past is kept. `schedule`: when new events are drawn, at once by default. */
  constructor(options: { maxEntries?: number; schedule?: ScheduleFrame } = {}) {
    this.#schedule = options.schedule;
    this.log = new DiagramLog((entry) => this.#list.append(entry), options.maxEntries);
    this.store = createStore(() => ({
      version: 0,
      rows: [],
      lanes: [],
      filter: everything,
      hasRelativeNumbers: true,
      rowHeight: 28,
      droppedEntries: 0,
      droppedRows: 0,
      hasUnixJoins: false,
    }));
  }

  receive(events: readonly LabEvent[]): void {
    const { droppedEntries } = this.log;
    for (const event of events) this.log.append(event);
    if (this.log.droppedEntries > droppedEntries) {
      this.#droppedRows += this.#list.dropBefore(this.log.entries[0]?.seq ?? 0);
    }
    if (this.#schedule === undefined) this.#changed();
    else this.#cancelDraw ??= this.#schedule(() => this.#changed());
  }

  adoptSockets(sockets: readonly KernelSocket[]): void {
    this.log.adoptSockets(sockets);
  }

  setFilter(change: Partial<EntryFilter>): void {
    const filter = { ...this.store.getState().filter, ...change };
    this.#list.setFilter(filter, this.log.entries);
    this.store.setState({ filter });
    this.#changed();
  }

  toggleFold(id: number): void {
    this.#list.toggleFold(id);
    this.#changed();
  }

  setRelativeNumbers(hasRelativeNumbers: boolean): void {
    this.store.setState({ hasRelativeNumbers });
  }

  setRowHeight(rowHeight: RowHeight): void {
    this.store.setState({ rowHeight });
  }

  /** Empties the picture. What still runs goes on. */
  clear(): void {
    this.log.clear();
    this.#list.clear();
    this.#changed();
  }

  /** Another lab. */
  reset(): void {
    this.log.reset();
    this.#list.setFilter({ ...this.store.getState().filter, lane: null, socket: null }, []);
    this.store.setState({ filter: this.#list.filter });
    this.#changed();
  }

  #changed(): void {
    this.#cancelDraw?.();
    this.#cancelDraw = undefined;
    this.store.setState(({ version }) => ({
      version: version + 1,
      rows: this.#list.rows,
      lanes: this.log.lanes,
      droppedEntries: this.log.droppedEntries,
      droppedRows: this.#droppedRows,
      hasUnixJoins: this.log.hasUnixJoins,
    }));
  }
}
