import { useEffect } from "react";
import { useModel } from "../../shared/use-model.js";
import type { Explanation } from "./explanation.js";
import { glossary } from "./glossary-store.js";
import { findExplanation, type Term } from "./term.js";

/** What explains a term: `loading` until the glossaries are there, undefined where nothing does. */
export function useExplanation(term: Term | undefined): Explanation | "loading" | undefined {
  const all = useModel(glossary.store, ({ value }) => value);
  useEffect(() => {
    if (term !== undefined) glossary.load();
  }, [term]);
  if (term === undefined) return undefined;
  return all === undefined ? "loading" : findExplanation(all, term);
}
