import { inBothLanguages } from "../../shared/in-both-languages.js";
import { hintTextsEn } from "./texts-en.js";
import { hintTextsZhTw } from "./texts-zh-tw.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends HintTexts {}
}

type HintTexts = (typeof hintTextStrings)["en"];

/** The texts of hints, by the rules' names. */
export type HintTextId = keyof typeof hintTextsEn;

/** Fetched with the hints, once the page can be used: they are a tenth of all that it says. */
export const hintTextStrings = inBothLanguages({
  en: { hintTexts: hintTextsEn },
  "zh-TW": { hintTexts: hintTextsZhTw },
});
