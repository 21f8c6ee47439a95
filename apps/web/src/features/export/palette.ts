/** The colours of a theme, each as `#rrggbb` or `#rgb`. */
export interface Palette {
  bg: string;
  border: string;
  text: string;
  dim: string;
  blue: string;
  green: string;
  amber: string;
  red: string;
  purple: string;
  programs: readonly string[];
}

/** `amount` of one colour in another: what color-mix of CSS makes of them in sRGB. */
export function mix(colour: string, amount: number, other: string): string {
  const [a, b] = [channels(colour), channels(other)];
  const mixed = a.map((value, index) => Math.round(value * amount + (b[index] ?? 0) * (1 - amount)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(colour: string): number[] {
  const digits = colour.slice(1);
  const pairs = digits.length === 3 ? Array.from(digits, (digit) => digit + digit) : digits.match(/../g);
  return (pairs ?? []).map((pair) => Number.parseInt(pair, 16));
}
