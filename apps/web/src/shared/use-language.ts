import type { Language } from "./language.js";
import { useTranslation } from "./translation-context.js";

/** The language that the page shows. */
export function useLanguage(): Language {
  return useTranslation().language;
}
