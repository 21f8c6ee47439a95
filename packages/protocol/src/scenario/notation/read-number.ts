import { type Cursor, NotationError } from "./cursor.js";

const FLOAT = /(?:\d[\d_]*\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d[\d_]*[eE][+-]?\d+/y;
const INTEGER = /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*/y;
const SECONDS_OF: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, m: 60, min: 60 };

const BEGINNING = /\d|\.\d/y;

export const seesNumber = (cursor: Cursor): boolean => cursor.sees(BEGINNING);

/** Reads an integer or a float, as Python writes them, without a sign. The cursor stands at a digit. */
export function readNumber(cursor: Cursor): number {
  const offset = cursor.offset;
  const text = cursor.take(FLOAT) ?? cursor.take(INTEGER) ?? "";
  const value = Number(text.replaceAll("_", ""));
  if (/\w/.test(cursor.text.charAt(cursor.offset))) cursor.fail("a number", undefined, offset);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw new NotationError(`${text} is too large`, offset);
  cursor.skipSpaces();
  return value;
}

/** Reads an integer within bounds. */
export function readInteger(
  cursor: Cursor,
  what: string,
  { min, max }: { min: number; max: number },
): number {
  const offset = cursor.offset;
  if (!cursor.sees(/\d/y)) cursor.fail(what);
  const value = Number((cursor.take(/\d[\d_]*/y) ?? "").replaceAll("_", ""));
  if (value < min || value > max) throw new NotationError(`${what} must be ${min} to ${max}`, offset);
  return value;
}

/** Reads a duration with its unit: `250ms`, `1.5s`, `2m`. Gives seconds. */
export function readDuration(cursor: Cursor, maxSeconds: number): number {
  const offset = cursor.offset;
  const [, amount, unit = ""] = cursor.take(/(\d+(?:\.\d+)?)([a-z]*)/y)?.match(/^([\d.]+)([a-z]*)$/) ?? [];
  const unitSeconds = Object.hasOwn(SECONDS_OF, unit) ? SECONDS_OF[unit] : undefined;
  if (amount === undefined || unitSeconds === undefined)
    cursor.fail("a duration with its unit", "Write 250ms, 1.5s or 2m.", offset);
  const seconds = Number(amount) * unitSeconds;
  if (seconds > maxSeconds)
    throw new NotationError(`a duration of at most ${maxSeconds}s is possible here`, offset);
  cursor.skipSpaces();
  // 250 × 1e-3 is not 0.25 in every case.
  return Math.round(seconds * 1e6) / 1e6;
}
