import { createContext, useContext } from "react";
import { createTranslation, type Translation } from "./translation.js";

export const TranslationContext = createContext<Translation>(createTranslation("en", {}));

/** The page's language, and its texts. */
export function useTranslation(): Translation {
  return useContext(TranslationContext);
}
