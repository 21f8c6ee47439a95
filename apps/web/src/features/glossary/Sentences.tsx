import { useLanguage } from "../../shared/use-language.js";
import { SourceLink } from "./SourceLink.js";
import type { Term } from "./term.js";
import { useExplanation } from "./use-explanation.js";

/** What explains a term, and where that stands; nothing where it has no explanation. */
export function Sentences({ term, sourceClass }: { term: Term; sourceClass: string }) {
  const language = useLanguage();
  const explanation = useExplanation(term);
  if (explanation === undefined || explanation === "loading") return null;
  return (
    <>
      {explanation[language]} <SourceLink source={explanation.source} className={sourceClass} />{" "}
    </>
  );
}
