import type { Bench } from "./bench.js";
import type { Comparison } from "./compare.js";

export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** What a row measured. Without a peer, `value` is the figure itself, in the row's unit. */
export interface Reading {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** What both sides did, in words. */
  readonly detail?: string;
}

/** One line of the table: what is measured, exactly, and what it should be. */
export interface Row {
  readonly name: string;
  /** Rows that are measured together. */
  readonly section: string;
  readonly measure: string;
  /** Of the figure; a ratio has none. */
  readonly unit?: string;
  readonly target: Target;
  run(bench: Bench): Promise<Reading>;
}

/** Of what takes time: µs. */
export function times({ ratio, low, high, product, peer }: Comparison): Reading {
  return { value: ratio, low, high, detail: `${product.toFixed(0)} / ${peer.toFixed(0)} µs` };
}

/** Of what is done in a second, each of `factor` units. */
export function rates(comparison: Comparison, unit: string, factor = 1): Reading {
  const { ratio, low, high, product, peer } = comparison;
  const digits = factor === 1 ? 0 : 1;
  const detail = `${(product * factor).toFixed(digits)} / ${(peer * factor).toFixed(digits)} ${unit}`;
  return { value: ratio, low, high, detail };
}

export function isMet(target: Target, { value }: Reading): boolean {
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}
