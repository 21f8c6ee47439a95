import type { Language } from "./language.js";

/** Every text of the page, as a tree. `app/strings.ts` declares what is in it. */
// biome-ignore lint/suspicious/noEmptyInterface: the application adds its texts, of which `shared` knows nothing.
export interface PageTexts {}

/** The keys of a tree of texts, joined by dots; the forms of a plural have one. */
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string
    ? K extends `${infer Base}_${"zero" | "one" | "other"}`
      ? Base
      : K
    : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

export type TextKey = KeyOf<PageTexts>;

/** What stands in a text for its `{{names}}`; a plural follows `count`. */
type TextValues = Readonly<Record<string, string | number | undefined>>;

/** The text of a key. */
export type Translate = (key: TextKey, values?: TextValues) => string;

export interface Translation {
  readonly language: Language;
  readonly t: Translate;
}

/** Looks texts up, with plurals as the language has them: `count_one`, `count_other`, and `count_zero` where it is given. */
export function createTranslation(language: Language, tree: object): Translation {
  const texts = new Map(entriesOf(tree, ""));
  const plurals = new Intl.PluralRules(language);
  const pluralOf = (key: string, count: number) =>
    (count === 0 ? texts.get(`${key}_zero`) : undefined) ??
    texts.get(`${key}_${plurals.select(count)}`) ??
    texts.get(`${key}_other`);
  const t: Translate = (key, values = {}) => {
    const { count } = values;
    const plural = typeof count === "number" ? pluralOf(key, count) : undefined;
    const text = plural ?? texts.get(key) ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
  };
  return { language, t };
}

function* entriesOf(tree: object, prefix: string): Generator<[string, string]> {
  for (const [name, value] of Object.entries(tree) as [string, string | object][]) {
    if (typeof value === "string") yield [prefix + name, value];
    else yield* entriesOf(value, `${prefix}${name}.`);
  }
}

/** A translation with more texts, whose keys begin with `prefix`: what is fetched later than the page. */
export function withTexts(page: Translation, prefix: string, tree: object): Translation {
  const { t } = createTranslation(page.language, tree);
  return { ...page, t: (key, values) => (key.startsWith(prefix) ? t(key, values) : page.t(key, values)) };
}
