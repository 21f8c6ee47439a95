import { Separator } from "./panels/Separator.js";
import { useTranslation } from "./translation-context.js";

/** The line between two panes, to drag or to move with the arrow keys. */
export function Splitter() {
  const { t } = useTranslation();
  return <Separator className="splitter" aria-label={t("shared.resize")} />;
}
