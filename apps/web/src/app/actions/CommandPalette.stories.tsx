import type { Stories } from "../../catalogue/story.js";
import { keys } from "../../shared/keys.js";
import { CommandPalette } from "./CommandPalette.js";

export const stories: Stories = [
  {
    name: "open",
    view: () => <CommandPalette onClose={() => {}} />,
    shows: (t) => [t("actions.search"), t("app.runAll"), keys.runAll, t("export.copyMermaid")],
  },
];
