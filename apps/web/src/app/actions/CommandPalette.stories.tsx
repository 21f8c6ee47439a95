import type { Stories } from "../../catalogue/story.js";
import { keys } from "../../shared/keys.js";
import { CommandPalette } from "./CommandPalette.js";

const dialogs = { showHelp: () => {}, showCommands: () => {} };

export const stories: Stories = [
  {
    name: "open",
    view: () => <CommandPalette dialogs={dialogs} onClose={() => {}} />,
    shows: (t) => [t("actions.search"), t("app.runAll"), keys.runAll, t("export.copyMermaid")],
  },
];
