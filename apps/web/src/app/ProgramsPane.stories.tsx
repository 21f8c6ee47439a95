import type { Stories } from "../catalogue/story.js";
import { ProgramsPane } from "./ProgramsPane.js";

export const stories: Stories = [
  {
    name: "the sample programs, which have ended",
    situation: { recording: "sample-programs", hasRun: true },
    view: () => <ProgramsPane />,
    shows: (t) => [t("programs.title"), "server.py", "client.py", t("status.ended", { status: 0 })],
  },
];
