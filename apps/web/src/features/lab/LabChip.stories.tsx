import type { Stories } from "../../catalogue/story.js";
import { LabChip } from "./LabChip.js";

const view = () => <LabChip />;

export const stories: Stories = [
  {
    name: "an open lab, explained",
    situation: { recording: "sample-programs" },
    view,
    act: (stage, t) => stage.press(t("lab.chipLabel")),
    shows: (t) => [t("lab.isolatedTitle"), t("lab.freshNetwork"), "Sockpit 0.1.0"],
  },
  {
    name: "a mapped lab, and why",
    situation: { recording: "without-packets", server: "is mapped" },
    view,
    act: (stage, t) => stage.press(t("lab.chipLabel")),
    shows: (t) => [t("lab.mappedTitle"), "SOCKPIT_NETWORK=mapped"],
  },
  { name: "connecting", situation: { server: "is silent" }, view, shows: (t) => [t("lab.connecting")] },
  { name: "offline", situation: { server: "is away" }, view, shows: (t) => [t("lab.offline")] },
  { name: "refused", situation: { server: "refuses" }, view, shows: (t) => [t("lab.refused")] },
];
