import type { Stories } from "../catalogue/story.js";
import { keys } from "../shared/keys.js";
import { HelpDialog } from "./HelpDialog.js";

export const stories: Stories = [
  {
    name: "open",
    view: () => <HelpDialog onClose={() => {}} />,
    shows: (t) => [
      t("help.title"),
      t("shared.close"),
      t("actions.run", { name: "server.py" }),
      keys.breakpoints,
      t("help.report"),
    ],
  },
  {
    name: "on a server whose operator takes reports",
    before: ({ session: { store } }) => {
      const { health } = store.getState();
      if (health !== null)
        store.setState({ health: { ...health, feedbackUrl: "https://example.org/issues" } });
    },
    view: () => <HelpDialog onClose={() => {}} />,
    shows: (t) => [t("help.feedback")],
  },
];
