import { useMemo } from "react";
import { type Translation, withTexts } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { scenarioStrings } from "./strings.js";

/** The page's texts with those of scenarios, which are fetched with them. */
export function useScenarioTexts(): Translation {
  const page = useTranslation();
  return useMemo(() => withTexts(page, "scenario.", scenarioStrings[page.language]), [page]);
}
