import { useMemo } from "react";
import { type Translation, withTexts } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { aboutLabStrings } from "./about-strings.js";

/** The page's texts with those that explain labs, which are fetched with what shows them. */
export function useAboutLabTexts(): Translation {
  const page = useTranslation();
  return useMemo(() => withTexts(page, "aboutLab.", aboutLabStrings[page.language]), [page]);
}
