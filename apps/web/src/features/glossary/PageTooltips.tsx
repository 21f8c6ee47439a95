import { Tooltips } from "../../shared/tooltip/Tooltips.js";
import { Sentences } from "./Sentences.js";
import type { Term } from "./term.js";

/** Shows the explanations of words, and the hints of buttons. */
export function PageTooltips() {
  return (
    <Tooltips
      explainedBy="data-term"
      explain={(term) => <Sentences term={term as Term} sourceClass="explain-source" />}
    />
  );
}
