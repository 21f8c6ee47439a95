import { type PauseWork, workInSlices } from "./slices.js";
import type { TalkItem, Turn } from "./turns.js";
import { characterLength } from "./utf8.js";

/** How data is shown: as text, as hex digits, or both side by side. */
export const forms = ["text", "hex", "both"] as const;
export type Form = (typeof forms)[number];

export type TalkRow =
  | { kind: "head"; turn: Turn }
  | { kind: "gap"; from: 0 | 1; bytes: number }
  | { kind: "bytes"; turn: Turn; start: number; end: number };

interface RowOptions {
  form: Form;
  /** Columns of a row of text; a character of more than two bytes takes two. */
  columns: number;
  bytesARow: number;
}

/** Rows that are shown: a browser lays out no more pixels than these take. Files have everything. */
export const MAX_ROWS = 1_000_000;

/** Bytes between two looks at the clock. */
const SLICE_BYTES = 256 * 1024;

const NEWLINE = 0x0a;

/** The rows of a talk: three numbers each, so that a million of them are cheap. */
export class TalkRows {
  readonly #items: readonly TalkItem[];
  readonly #item: number[] = [];
  /** Where in its turn a row begins; -1 for a turn's head and for a gap. */
  readonly #start: number[] = [];

  private constructor(items: readonly TalkItem[]) {
    this.#items = items;
  }

  /** Cuts a talk into rows, in slices between which the page goes on. Rejects with the signal's reason. */
  static async of(items: readonly TalkItem[], options: RowOptions, pause: PauseWork): Promise<TalkRows> {
    const rows = new TalkRows(items);
    await workInSlices(rows.#cut(options), pause);
    return rows;
  }

  get count(): number {
    return Math.min(this.#start.length, MAX_ROWS);
  }

  /** Whether there would be more rows than are shown. */
  get isCut(): boolean {
    return this.#start.length > MAX_ROWS;
  }

  at(index: number): TalkRow | undefined {
    const item = this.#items[this.#item[index] ?? -1];
    const start = this.#start[index];
    if (item === undefined || start === undefined) return undefined;
    if (item.kind === "gap") return item;
    if (start < 0) return { kind: "head", turn: item };
    const goesOn = this.#item[index + 1] === this.#item[index];
    const end = goesOn ? (this.#start[index + 1] ?? 0) : item.bytes.length;
    return { kind: "bytes", turn: item, start, end };
  }

  /** The row in which a packet's first byte stands; -1 where it stands in none. */
  indexOfPacket(packet: number): number {
    const item = this.#items.findIndex(
      (candidate) =>
        candidate.kind === "turn" && candidate.packets.some((brought) => brought.packet === packet),
    );
    const turn = this.#items[item];
    if (turn?.kind !== "turn") return -1;
    const start = turn.packets.find((brought) => brought.packet === packet)?.start ?? 0;
    const head = this.#item.indexOf(item);
    let index = head + 1;
    while (this.#item[index + 1] === item && (this.#start[index + 1] ?? 0) <= start) index += 1;
    return this.#item[index] === item ? index : head;
  }

  *#cut({ form, columns, bytesARow }: RowOptions): Generator<void> {
    for (const [number, item] of this.#items.entries()) {
      this.#push(number, -1);
      if (item.kind === "gap") continue;
      const { bytes } = item;
      let looked = 0;
      for (let start = 0; start < bytes.length; ) {
        this.#push(number, start);
        if (this.isCut) return;
        start = form === "text" ? endOfLine(bytes, start, columns) : start + bytesARow;
        if (start - looked < SLICE_BYTES) continue;
        looked = start;
        yield;
      }
    }
  }

  #push(item: number, start: number): void {
    this.#item.push(item);
    this.#start.push(start);
  }
}

/** Where a row of text that begins at `start` ends: after a line end, or where the next character has no room. */
export function endOfLine(bytes: Uint8Array, start: number, columns: number): number {
  let at = start;
  let used = 0;
  while (at < bytes.length) {
    if (bytes[at] === NEWLINE) return at + 1;
    const length = characterLength(bytes, at);
    used += length === 1 || length === 2 ? 1 : length > 0 ? 2 : -3 * length;
    if (used > columns && at > start) return at;
    at += Math.abs(length);
  }
  return at;
}
