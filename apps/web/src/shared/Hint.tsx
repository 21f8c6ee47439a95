import { cloneElement, type ReactElement } from "react";

interface HintTarget {
  "data-hint"?: string;
  "data-hint-keys"?: string | undefined;
}

/** A short text beside what the pointer or the focus is on: `Tooltips` shows it. The trigger needs a name of its own. */
export function Hint({
  text,
  keys,
  children,
}: {
  text: string;
  keys?: string | undefined;
  children: ReactElement<HintTarget>;
}) {
  return cloneElement(children, { "data-hint": text, "data-hint-keys": keys });
}
