import type { Language } from "../../shared/language.js";

/** Two sentences in each language of the page, and where to read on: a manual page, or an RFC's section. */
export type Explanation = Readonly<Record<Language, string>> & { readonly source: string };

export function explain(en: string, zhTW: string, source: string): Explanation {
  return { en, "zh-TW": zhTW, source };
}

/** Where a source stands: `tcp(7)` at man7.org, `RFC 9293 §3.3.2` at the RFC Editor. */
export function sourceUrl(source: string): string | undefined {
  const page = /^([\w.]+)\((\d)\w*\)/.exec(source);
  if (page !== null) {
    const [, name, section] = page;
    return `https://man7.org/linux/man-pages/man${section}/${name}.${section}.html`;
  }
  const rfc = /^RFC (\d+)(?: §([\d.]+))?/.exec(source);
  if (rfc === null) return undefined;
  const [, number, section] = rfc;
  const anchor = section === undefined ? "" : `#section-${section}`;
  return `https://www.rfc-editor.org/rfc/rfc${number}.html${anchor}`;
}
