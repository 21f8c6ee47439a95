import type { Stories } from "../../catalogue/story.js";
import { ExportMenu } from "./ExportMenu.js";

const view = () => <ExportMenu />;

export const stories: Stories = [
  {
    name: "open",
    situation: { recording: "sample-programs" },
    view,
    act: (stage, t) => stage.press(t("export.label")),
    shows: (t) => [t("export.svg"), t("export.pcapng"), t("export.trace")],
  },
  {
    name: "open, where packets cannot be seen",
    situation: { server: "is mapped" },
    view,
    act: (stage, t) => stage.press(t("export.label")),
    shows: (t) => [t("export.noCapture")],
  },
];
