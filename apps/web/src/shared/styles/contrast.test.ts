import { describe, expect, it } from "vitest";
import tokens from "./tokens.css?raw";

/** The least contrast of text: WCAG 2.2 §1.4.3. */
const LEAST = 4.5;

type Rgb = readonly [number, number, number];

const programs = [0, 1, 2, 3, 4, 5].map((index) => `program-${index}`);
const codes = ["keyword", "string", "number", "comment", "function"].map((kind) => `code-${kind}`);

/** What lies behind text: a token, or a part of one in a hundred over another. */
type Ground = string | { tint: string; percent: number; over: string };

const plain = ["bg", "bg-raised", "bg-control", "bg-hover", "bg-selected"];
const notices = ["red-bg", "amber-bg", "green-bg", "blue-bg"];

/** Marks of lines and of the selection, over the editor: editor.css. */
const editorGrounds: Ground[] = [
  "bg",
  ...programs.map((tint) => ({ tint, percent: 15, over: "bg" })),
  ...[14, 18].map((percent) => ({ tint: "blue", percent, over: "bg" })),
  { tint: "text", percent: 5, over: "bg" },
];

/** Which text stands on what. A pair of texts is a mixture of so much of the first with the second. */
const pairs: readonly {
  texts: readonly (string | readonly [string, number])[];
  grounds: readonly Ground[];
}[] = [
  { texts: ["text"], grounds: [...plain, ...notices, ...editorGrounds] },
  { texts: ["text-dim"], grounds: [...plain, ...notices, { tint: "blue", percent: 18, over: "bg" }] },
  { texts: ["blue"], grounds: [...plain, ...notices] },
  { texts: ["red"], grounds: [...plain.slice(0, 4), "red-bg"] },
  { texts: ["amber"], grounds: [...plain.slice(0, 4), "amber-bg"] },
  { texts: ["green"], grounds: [...plain.slice(0, 4), "green-bg"] },
  { texts: ["primary-text"], grounds: ["primary", "primary-hover"] },
  { texts: codes, grounds: editorGrounds },
  { texts: ["code-function"], grounds: ["bg-selected", "bg-raised"] },
  // Names of programs and arrows in the diagram, the calls and the streams.
  {
    texts: programs.flatMap((name) => [[name, 65] as const, [name, 60] as const]),
    grounds: ["bg", "bg-raised", "bg-hover", "bg-selected"],
  },
  {
    texts: ["blue", "red", "amber", "green", "code-keyword"].map((name) => [name, 85] as const),
    grounds: ["bg", "bg-selected"],
  },
  // Chapters, in the diagram and on the line of time.
  ...["blue", "green", "red", "amber", "text-dim"].flatMap((tint) => [
    { texts: [[tint, 75] as const, "text-dim"], grounds: [{ tint, percent: 9, over: "bg" }] },
    { texts: [[tint, 50] as const], grounds: [{ tint, percent: 18, over: "bg" }] },
  ]),
  // A program's state: runs.css.
  ...programs.map((tint) => ({
    texts: [[tint, 50] as const],
    grounds: ["bg", "bg-raised", "bg-control", "bg-hover"].map((over) => ({ tint, percent: 16, over })),
  })),
];

describe.each(["dark", "light"])("text in the %s theme", (theme) => {
  const colours = coloursOf(theme);
  const colour = (name: string): Rgb => {
    const found = colours.get(name);
    if (found === undefined) throw new Error(`No token --${name}`);
    return found;
  };
  const textColour = (text: string | readonly [string, number]) =>
    typeof text === "string" ? colour(text) : mixed(colour(text[0]), colour("text"), text[1]);
  const groundColour = (ground: Ground) =>
    typeof ground === "string"
      ? colour(ground)
      : mixed(colour(ground.tint), colour(ground.over), ground.percent);

  it(`has a contrast of ${LEAST} with all that lies behind it`, () => {
    const faint = pairs.flatMap(({ texts, grounds }) =>
      texts.flatMap((text) =>
        grounds.flatMap((ground) => {
          const contrast = contrastOf(textColour(text), groundColour(ground));
          const names = `${JSON.stringify(text)} on ${JSON.stringify(ground)}`;
          return contrast < LEAST ? [`${names}: ${contrast.toFixed(2)}`] : [];
        }),
      ),
    );
    expect(faint).toEqual([]);
  });
});

function coloursOf(theme: string): ReadonlyMap<string, Rgb> {
  const block = tokens.split(`[data-theme="${theme}"] {`)[1]?.split("}")[0] ?? "";
  const found = block.matchAll(/--([\w-]+): #([\da-f]{2})([\da-f]{2})([\da-f]{2});/g);
  return new Map(
    [...found].map(([, name = "", r = "", g = "", b = ""]) => [
      name,
      [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)] as const,
    ]),
  );
}

/** `color-mix(in srgb, one percent%, other)`; over a ground that is also how a transparent mixture looks. */
function mixed(one: Rgb, other: Rgb, percent: number): Rgb {
  const share = percent / 100;
  const [r, g, b] = one.map((value, index) => value * share + (other[index] ?? 0) * (1 - share));
  return [r ?? 0, g ?? 0, b ?? 0];
}

/** Contrast ratio: WCAG 2.2, definition of "contrast ratio". */
function contrastOf(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
