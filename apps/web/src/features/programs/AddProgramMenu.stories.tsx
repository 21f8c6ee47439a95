import type { Stories } from "../../catalogue/story.js";
import { AddProgramMenu } from "./AddProgramMenu.js";
import { ProgramTabs } from "./ProgramTabs.js";

export const stories: Stories = [
  {
    name: "open",
    view: () => <AddProgramMenu />,
    act: (stage, t) => stage.press(t("programs.add")),
    shows: (t) => [t("programs.templates.tcpServer"), t("programs.open")],
  },
  {
    name: "open in a lab of hosts",
    situation: { server: "has wires" },
    before: (app) => app.session.startAfresh(["client", "server"]),
    view: () => <AddProgramMenu />,
    act: (stage, t) => stage.press(t("programs.add")),
    shows: (t) => [t("programs.templates.tcpServer"), "TCP", "client"],
  },
  {
    name: "tabs of three programs, one of which failed",
    situation: { recording: "accept-queue-full", hasRun: true },
    before: (app) => void app.programs.add({ name: "third.py", source: "" }),
    view: () => <ProgramTabs />,
    shows: (t) => [t("programs.choose"), "third.py", t("status.ended", { status: 1 })],
  },
];
