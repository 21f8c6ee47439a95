import type { MouseEvent, ReactNode } from "react";
import { sourceUrl } from "./explanation.js";
import type { Term } from "./term.js";
import { useExplanation } from "./use-explanation.js";
import "./glossary.css";

interface ExplainProps {
  /** Undefined: there is nothing to explain, and the text stands as it is. */
  term: Term | undefined;
  className?: string;
  /** Out of the tab order: inside a list that has keys of its own. */
  isInList?: boolean;
  children: ReactNode;
}

/** A word with an explanation, on hover, focus or touch, which the page's tooltip shows. Enter goes where its source stands. */
export function Explain({ term, className, isInList, children }: ExplainProps) {
  const explanation = useExplanation(term);
  if (explanation === undefined) return <span className={className}>{children}</span>;
  const url = explanation === "loading" ? undefined : sourceUrl(explanation.source);
  return (
    <a
      href={url}
      // Without an address yet it is a link that leads nowhere, and can have the focus already.
      role={url === undefined ? "link" : undefined}
      className={`explain ${className ?? ""}`}
      target="_blank"
      rel="noreferrer"
      tabIndex={isInList ? -1 : 0}
      draggable={false}
      data-term={term}
      onClick={explainOnly}
    >
      {children}
    </a>
  );
}

/** A pointer's click shows the explanation, whose source is a link too: there may be no hover. A key's click has no count. */
function explainOnly(event: MouseEvent): void {
  if (event.detail > 0) event.preventDefault();
}
