import { Tooltip } from "radix-ui";
import { type ReactNode, useState } from "react";
import type { Explanation } from "../content/glossary.js";
import { useSettings } from "./app-context.js";

interface ExplainProps {
  /** Undefined: there is nothing to explain, and the text stands as it is. */
  explanation: Explanation | undefined;
  className?: string;
  /** Out of the tab order: inside a list that has keys of its own. */
  isInList?: boolean;
  children: ReactNode;
}

/** A word with an explanation, on hover, focus or touch. */
export function Explain({ explanation, className, isInList, children }: ExplainProps) {
  const { language } = useSettings();
  const [isOpen, setIsOpen] = useState(false);
  if (explanation === undefined) return <span className={className}>{children}</span>;
  return (
    <Tooltip.Root open={isOpen} onOpenChange={setIsOpen}>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          className={`explain ${className ?? ""}`}
          tabIndex={isInList ? -1 : undefined}
          onClick={(event) => {
            // A tooltip closes on a click by itself; where there is no hover, the click is what opens it.
            event.preventDefault();
            setIsOpen(true);
          }}
        >
          {children}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip tooltip-wide" sideOffset={6} collisionPadding={8}>
          {explanation[language]}
          {explanation.source === undefined ? null : (
            <span className="explain-source"> {explanation.source}</span>
          )}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
