import type { Language } from "./language.js";

/** The same keys, each with a text. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** The strings of a part of the page. English has the keys; the other languages have to have the same. */
export function inBothLanguages<const En extends object>(
  strings: { en: En } & Record<Exclude<Language, "en">, Texts<NoInfer<En>>>,
): { en: En } & Record<Exclude<Language, "en">, Texts<En>> {
  return strings;
}
