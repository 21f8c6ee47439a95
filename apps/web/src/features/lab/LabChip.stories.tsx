import type { Stories } from "../../catalogue/story.js";
import { LabChip } from "./LabChip.js";

const view = () => <LabChip />;

export const stories: Stories = [
  {
    name: "an open lab, explained",
    situation: { recording: "sample-programs" },
    view,
    act: (stage, t) => stage.press(t("lab.chipLabel")),
    shows: (t) => [t("aboutLab.isolatedTitle"), t("lab.freshNetwork"), "Sockpit 0.1.0"],
  },
  {
    name: "a mapped lab, and why",
    situation: { recording: "without-packets", server: "is mapped" },
    view,
    act: (stage, t) => stage.press(t("lab.chipLabel")),
    shows: (t) => [t("aboutLab.mappedTitle"), "SOCKPIT_NETWORK=mapped"],
  },
  {
    name: "a lab of hosts on a wire, with their addresses",
    situation: { server: "has wires" },
    before: (app) => app.session.startAfresh(["client", "server"]),
    view,
    act: (stage, t) => stage.press(t("lab.chipLabel")),
    shows: (t) => [t("aboutLab.factsTitle"), "10.0.0.2 · fd00::2", t("lab.newLab")],
  },
  { name: "connecting", situation: { server: "is silent" }, view, shows: (t) => [t("lab.connecting")] },
  { name: "offline", situation: { server: "is away" }, view, shows: (t) => [t("lab.offline")] },
  { name: "refused", situation: { server: "refuses" }, view, shows: (t) => [t("lab.refused")] },
];
