import type { Stories } from "../catalogue/story.js";
import { ProgramStrip } from "./ProgramStrip.js";

export const stories: Stories = [
  {
    name: "every program's state, while something else is in front",
    situation: { recording: "sample-programs", hasRun: true },
    view: () => <ProgramStrip />,
    shows: (t) => [t("programs.title"), "server.py", "client.py", t("status.ended", { status: 0 })],
  },
  {
    name: "the output of one",
    situation: { recording: "sample-programs", hasRun: true },
    before: (app) => app.front.openOutput(app.programs.store.getState().programs[1]?.id ?? ""),
    view: () => <ProgramStrip />,
    shows: (t) => [t("runs.output", { name: "client.py" })],
  },
];
