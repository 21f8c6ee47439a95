import { escapeXml } from "@sockpit/protocol";

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element, its attributes and its text written as XML wants them. */
export function element(name: string, attributes: Attributes, text?: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escapeXml(value ?? "")}"`)
    .join("");
  return text === undefined ? `<${name}${written}/>` : `<${name}${written}>${escapeXml(text)}</${name}>`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
