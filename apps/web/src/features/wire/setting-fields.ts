import { limits } from "@sockpit/protocol";
import { formatRate, formatShare, formatSize, formatWireMs } from "../../shared/format/format-wire.js";

/** The settings of a direction that have a slider, in the order in which they are shown. */
export const sliderNames = [
  "delayMs",
  "jitterMs",
  "rateBitsPerSecond",
  "queueBytes",
  "lossShare",
  "duplicateShare",
  "reorderShare",
  "corruptShare",
] as const;
export type SliderSetting = (typeof sliderNames)[number];

/** What belongs to loss that is not at random. */
export const lossFieldNames = ["lossEveryNth", "burstStart", "burstEnd", "burstLoss"] as const;

/** What has a slider and a field. */
export type SliderName = SliderSetting | (typeof lossFieldNames)[number];

/** Positions of a slider. */
export const STEPS = 1000;

/**
 * How a setting is turned: its slider is logarithmic between `from` and `to`; at its one end stands what does nothing, where that is
 * no such number.
 */
interface Field {
  readonly from: number;
  readonly to: number;
  /** At the slider's left end: 0. */
  readonly hasZero?: true;
  /** At the slider's right end: no bound. */
  readonly hasNone?: true;
  readonly format: (value: number) => string;
  /** Units that may stand behind a typed number, in lower case; the first is what a bare number means. */
  readonly units: readonly (readonly [unit: string, size: number])[];
}

const milliseconds: Field = {
  from: 0.1,
  to: limits.wireDelayMs,
  hasZero: true,
  format: formatWireMs,
  units: [
    ["ms", 1],
    ["s", 1000],
    ["us", 0.001],
    ["µs", 0.001],
  ],
};

const share: Field = {
  from: 0.0001,
  to: 1,
  hasZero: true,
  format: formatShare,
  units: [["%", 0.01]],
};

const count: Field = {
  from: 1,
  to: 1_000_000,
  format: String,
  units: [["", 1]],
};

const fields: Readonly<Record<SliderName, Field>> = {
  delayMs: milliseconds,
  jitterMs: milliseconds,
  rateBitsPerSecond: {
    from: limits.wireRateBitsPerSecond.min,
    to: limits.wireRateBitsPerSecond.max,
    hasNone: true,
    format: formatRate,
    units: [
      ["mbit/s", 1e6],
      ["mbit", 1e6],
      ["m", 1e6],
      ["gbit/s", 1e9],
      ["gbit", 1e9],
      ["g", 1e9],
      ["kbit/s", 1e3],
      ["kbit", 1e3],
      ["k", 1e3],
      ["bit/s", 1],
      ["bit", 1],
    ],
  },
  queueBytes: {
    from: limits.wireQueueBytes.min,
    to: limits.wireQueueBytes.max,
    format: formatSize,
    units: [
      ["kb", 1000],
      ["k", 1000],
      ["b", 1],
      ["mb", 1e6],
      ["m", 1e6],
      ["kib", 1024],
      ["mib", 1024 * 1024],
    ],
  },
  lossShare: share,
  duplicateShare: share,
  reorderShare: share,
  corruptShare: share,
  lossEveryNth: count,
  burstStart: share,
  burstEnd: share,
  burstLoss: share,
};

export type SliderValue = number | null;

export function formatSetting(name: SliderName, value: SliderValue, noBound: string): string {
  return value === null ? noBound : fields[name].format(value);
}

/** Where a slider stands for a value: 0 to `STEPS`. */
export function positionOf(name: SliderName, value: SliderValue): number {
  const { from, to, hasZero, hasNone } = fields[name];
  if (value === null) return STEPS;
  if (value <= 0) return 0;
  const first = hasZero ? 1 : 0;
  const last = hasNone ? STEPS - 1 : STEPS;
  const part = Math.log(Math.min(Math.max(value, from), to) / from) / Math.log(to / from);
  return Math.round(first + part * (last - first));
}

/** The value of a slider's position, rounded to two digits, which is as fine as a hand is. */
export function valueAt(name: SliderName, position: number): SliderValue {
  const { from, to, hasZero, hasNone } = fields[name];
  if (hasZero && position <= 0) return 0;
  if (hasNone && position >= STEPS) return null;
  const first = hasZero ? 1 : 0;
  const last = hasNone ? STEPS - 1 : STEPS;
  const exact = from * (to / from) ** ((position - first) / (last - first));
  const rounded = Math.min(Math.max(Number(exact.toPrecision(2)), from), to);
  return isWhole(name) ? Math.round(rounded) : rounded;
}

/** What is wrong with a typed value: no number, or out of its bounds. */
export type FieldFault = { fault: "number" } | { fault: "bounds"; from: string; to: string };

/** Reads a typed value, with or without its unit: `50`, `1.5 s`, `10 Mbit/s`, `2.5%`; for no bound nothing at all, or a dash. */
export function readSetting(name: SliderName, text: string): { value: SliderValue } | FieldFault {
  const { from, to, hasZero, hasNone, format, units } = fields[name];
  const typed = text.trim().toLowerCase().replaceAll(",", "");
  if (hasNone && (typed === "" || /^(-|–|—|no\b.*|none|∞|unlimited|不限.*|無.*)$/.test(typed)))
    return { value: null };
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-zµ/%]*)$/.exec(typed) ?? [];
  const size = unit === "" ? units[0]?.[1] : units.find(([known]) => known === unit)?.[1];
  if (amount === undefined || size === undefined) return { fault: "number" };
  const exact = Number((Number(amount) * size).toPrecision(12));
  const value = isWhole(name) ? Math.round(exact) : exact;
  const least = hasZero ? 0 : from;
  if (value < least || value > to) return { fault: "bounds", from: format(least), to: format(to) };
  return { value };
}

function isWhole(name: SliderName): boolean {
  return name === "rateBitsPerSecond" || name === "queueBytes" || name === "lossEveryNth";
}
