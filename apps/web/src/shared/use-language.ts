import { useTranslation } from "react-i18next";
import { type Language, languages } from "./language.js";

/** The language that the page shows. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languages.find((language) => language === i18n.language) ?? languages[0];
}
