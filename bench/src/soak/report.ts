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

/** The slope of values over minutes: least squares. */
export function slopePerMinute(points: readonly { minutes: number; value: number }[]): number {
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
