import { Tooltip } from "radix-ui";
import { type MouseEvent, type ReactNode, useState } from "react";
import { useLanguage } from "../../shared/use-language.js";
import { type Explanation, sourceUrl } from "./explanation.js";
import { SourceLink } from "./SourceLink.js";
import "./glossary.css";

interface ExplainProps {
  /** Undefined: there is nothing to explain, and the text stands as it is. */
  explanation: Explanation | undefined;
  className?: string;
  /** Out of the tab order: inside a list that has keys of its own. */
  isInList?: boolean;
  children: ReactNode;
}

/** A word with an explanation, on hover, focus or touch. Enter goes where its source stands. */
export function Explain({ explanation, className, isInList, children }: ExplainProps) {
  const language = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  if (explanation === undefined) return <span className={className}>{children}</span>;
  const text = explanation[language];
  const onClick = (event: MouseEvent) => {
    // A key's click has no count. A pointer's opens the tooltip, which would close by itself: there may be no hover.
    if (event.detail === 0) return;
    event.preventDefault();
    setIsOpen(true);
  };
  return (
    <Tooltip.Root open={isOpen} onOpenChange={setIsOpen}>
      <Tooltip.Trigger asChild>
        <a
          className={`explain ${className ?? ""}`}
          href={sourceUrl(explanation.source)}
          target="_blank"
          rel="noreferrer"
          tabIndex={isInList ? -1 : undefined}
          draggable={false}
          onClick={onClick}
        >
          {children}
        </a>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          className="tooltip tooltip-wide"
          sideOffset={6}
          collisionPadding={8}
          aria-label={`${text} ${explanation.source}`}
        >
          {text} <SourceLink source={explanation.source} className="explain-source" />
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
