/** One figure, and whether it is what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly isMet: boolean;
}

export function mebibytes(bytes: number): number {
  return bytes / (1024 * 1024);
}

/** Of what may go down, and must not grow. */
export function growth(what: string, [first, last]: readonly [number, number]): Figure {
  return { what, value: `${first}, ${last}`, isMet: last <= first };
}

export function print(figures: readonly Figure[]): void {
  for (const { what, value, isMet } of figures) {
    console.log(`${isMet ? "✓" : "✗"} ${what.padEnd(58)} ${value}`);
  }
}

interface Point {
  readonly minutes: number;
  readonly value: number;
}

/** A slope, and its standard error: of minutes' means, as values within a minute go up and down together. */
export function slopeOfMinutes(points: readonly Point[]): { slope: number; error: number } {
  const byMinute = new Map<number, number[]>();
  for (const { minutes, value } of points) {
    const values = byMinute.get(Math.floor(minutes)) ?? [];
    values.push(value);
    byMinute.set(Math.floor(minutes), values);
  }
  const means = [...byMinute].map(([minutes, values]) => ({ minutes, value: mean(values) }));
  const slope = slopePerMinute(means);
  const meanX = mean(means.map(({ minutes }) => minutes));
  const meanY = mean(means.map(({ value }) => value));
  let [residuals, squares] = [0, 0];
  for (const { minutes, value } of means) {
    residuals += (value - meanY - slope * (minutes - meanX)) ** 2;
    squares += (minutes - meanX) ** 2;
  }
  const error = means.length > 2 ? Math.sqrt(residuals / (means.length - 2) / squares) : 0;
  return { slope, error };
}

/** The slope of values over minutes: least squares. */
export function slopePerMinute(points: readonly Point[]): number {
  const meanX = mean(points.map(({ minutes }) => minutes));
  const meanY = mean(points.map(({ value }) => value));
  let [products, squares] = [0, 0];
  for (const { minutes, value } of points) {
    products += (minutes - meanX) * (value - meanY);
    squares += (minutes - meanX) ** 2;
  }
  return squares === 0 ? 0 : products / squares;
}

export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
