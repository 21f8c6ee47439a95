import { useMemo } from "react";
import { type Translate, withTexts } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { plotStrings } from "./strings.js";

/** The page's texts with those of plots, which are fetched with them. */
export function usePlotTexts(): Translate {
  const page = useTranslation();
  return useMemo(() => withTexts(page, "plots.", plotStrings[page.language]), [page]).t;
}
