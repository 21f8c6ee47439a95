import type { Language } from "../shared/language.js";
import { createTranslation, type Translation } from "../shared/translation.js";

/** Fetches the texts of one language: `build/texts.ts` makes a file of each out of strings.ts. Rejects where there is no server. */
export async function loadTranslation(language: Language): Promise<Translation> {
  const { texts } =
    language === "en" ? await import("virtual:texts/en") : await import("virtual:texts/zh-TW");
  return createTranslation(language, texts);
}
