import { NOBODY } from "../../record/lanes.js";
import { runsWidth, type TextSize } from "./fit-label.js";
import type { RowLabel } from "./run.js";

/** Widths grow in steps of so many pixels, so that lanes do not move with each label. */
const STEP = 32;

/** How much room the labels of each column, and of the arrows between two, have needed so far. Grows only. */
export class Needs {
  readonly #labels = new Map<number, number>();
  readonly #arrows = new Map<string, number>();
  /** Changes whenever something needs more. */
  version = 0;

  /** Pixels. */
  label(column: number): number {
    return this.#labels.get(column) ?? 0;
  }

  /** Pixels. */
  arrow(left: number, right: number): number {
    return this.#arrows.get(`${left} ${right}`) ?? 0;
  }

  add(labels: Iterable<RowLabel>, size: TextSize): void {
    for (const label of labels) {
      if (label.place === "whole") continue;
      const width = Math.ceil(runsWidth(label.runs, size) / STEP) * STEP;
      if (label.place === "lane") this.#grow(this.#labels, label.column, width);
      else if (label.from !== NOBODY && label.to !== NOBODY && label.from !== label.to) {
        const [left, right] = label.from < label.to ? [label.from, label.to] : [label.to, label.from];
        this.#grow(this.#arrows, `${left} ${right}`, width);
      }
    }
  }

  #grow<K>(widths: Map<K, number>, key: K, width: number): void {
    if ((widths.get(key) ?? 0) >= width) return;
    widths.set(key, width);
    this.version += 1;
  }
}
