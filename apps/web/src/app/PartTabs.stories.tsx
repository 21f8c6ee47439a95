import type { Stories } from "../catalogue/story.js";
import { PartTabs, panelId } from "./PartTabs.js";

export const stories: Stories = [
  {
    name: "the parts of the page on a small screen",
    view: () => (
      <>
        <PartTabs part="diagram" onShow={() => {}} />
        <div id={panelId("code")} />
        <div id={panelId("diagram")} />
        <div id={panelId("sockets")} />
      </>
    ),
    shows: (t) => [t("parts.code"), t("parts.diagram"), t("parts.sockets")],
  },
];
