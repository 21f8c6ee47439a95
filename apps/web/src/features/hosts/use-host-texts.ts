import { useMemo } from "react";
import { type Translation, withTexts } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { hostStrings } from "./strings.js";

/** The page's texts, and those of hosts. */
export function useHostTexts(): Translation {
  const page = useTranslation();
  return useMemo(() => withTexts(page, "hosts.", hostStrings[page.language]), [page]);
}
