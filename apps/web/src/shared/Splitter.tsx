import { Separator } from "./panels/Separator.js";
import { useTranslation } from "./translation-context.js";

interface SplitterProps {
  /** The two panes that it divides. */
  between: "programsAndDiagram" | "diagramAndSockets" | "codeAndOutput";
  /** The program whose panes they are. */
  of?: string;
}

/** The line between two panes, to drag or to move with the arrow keys, Home and End. */
export function Splitter({ between, of = "" }: SplitterProps) {
  const { t } = useTranslation();
  return <Separator className="splitter" aria-label={t(`shared.resize.${between}`, { name: of })} />;
}
