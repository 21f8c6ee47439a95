import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../shared/language.js";
import { strings } from "./strings.js";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: (typeof strings)["en"] };
  }
}

/** The page's strings, ready at once: both languages come with the page. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: strings.en }, "zh-TW": { translation: strings["zh-TW"] } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
