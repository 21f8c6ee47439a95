import type { Stories } from "../../catalogue/story.js";
import { HelpDialog } from "./HelpDialog.js";

export const stories: Stories = [
  {
    name: "open",
    view: () => <HelpDialog isOpen onOpenChange={() => {}} />,
    shows: (t) => [t("help.title"), t("shared.close"), t("help.runFocused")],
  },
];
