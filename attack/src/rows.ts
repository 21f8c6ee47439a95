import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { missedAims } from "./aims.js";
import { attacks } from "./kinds/index.js";
import type { LatencyFigures } from "./latencies.js";
import type { Outcome } from "./run-attack.js";

/** One way in which the server was started: its network, and whose it was. */
export interface Setting {
  readonly network: string;
  readonly user: string;
}

/** An attack that was tried. */
export interface TriedRow {
  readonly setting: Setting;
  readonly outcome: MeasuredOutcome;
}

/** One that could not be. */
interface FailedRow {
  readonly setting: Setting;
  readonly name: string;
  readonly kind: string;
  readonly error: string;
}

export type Row = TriedRow | FailedRow;

/** With how a bare echo answers that has as much to do, where that was measured. */
export interface MeasuredOutcome extends Outcome {
  readonly busyEcho?: LatencyFigures | undefined;
}

export function misses(row: Row): string[] {
  return "outcome" in row ? missedAims(row.outcome) : [row.error];
}

/** What a row is known by. */
export function keyOf(name: string, { network, user }: Setting): string {
  return `${name}, ${network}, ${user}`;
}

function keyOfRow(row: Row): string {
  return keyOf("outcome" in row ? row.outcome.attack.name : row.name, row.setting);
}

/** Rows that `--json` has written, of attacks that there still are. */
export function readRows(file: string): Row[] {
  const rows = JSON.parse(readFileSync(file, "utf8")) as Row[];
  return rows.flatMap((row): Row[] => {
    if (!("outcome" in row)) return [row];
    const attack = attacks.find(({ name }) => name === row.outcome.attack.name);
    return attack === undefined ? [] : [{ ...row, outcome: { ...row.outcome, attack } }];
  });
}

/** Rows in a file, which is written anew with each, in the order of the attacks. */
export class RowFile {
  readonly #file: string | undefined;
  readonly #rows = new Map<string, Row>();

  constructor(file: string | undefined) {
    this.#file = file;
    if (file !== undefined && existsSync(file)) for (const row of readRows(file)) this.#set(row);
  }

  get rows(): readonly Row[] {
    const place = (row: Row) =>
      attacks.findIndex(({ name }) => name === ("outcome" in row ? row.outcome.attack.name : row.name));
    return [...this.#rows.values()].sort((a, b) => place(a) - place(b));
  }

  /** Whether an attack has been tried. One that could not be is tried again. */
  has(key: string): boolean {
    const row = this.#rows.get(key);
    return row !== undefined && "outcome" in row;
  }

  put(row: Row): void {
    this.#set(row);
    if (this.#file !== undefined) writeFileSync(this.#file, JSON.stringify(this.rows, null, 1));
  }

  #set(row: Row): void {
    this.#rows.set(keyOfRow(row), row);
  }
}
