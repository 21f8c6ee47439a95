import type { Stories } from "../catalogue/story.js";
import { MoreMenu } from "./MoreMenu.js";

export const stories: Stories = [
  {
    name: "what a small screen's bar has no room for",
    view: () => <MoreMenu />,
    act: (stage, t) => stage.press(t("app.more")),
    shows: (t) => [t("app.help"), t("settings.textSizes.projector")],
  },
];
