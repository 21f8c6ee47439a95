import type { AppModel, Stories } from "../../catalogue/story.js";
import { OutputPane } from "./OutputPane.js";

function view(app: AppModel) {
  const [program] = app.programs.store.getState().programs;
  return program === undefined ? null : <OutputPane program={program} onArguments={() => {}} />;
}

export const stories: Stories = [
  {
    name: "nothing yet",
    view,
    shows: (t) => [t("runs.outputEmpty", { name: "server.py" }), t("runs.arguments", { name: "server.py" })],
  },
  {
    name: "what the server printed",
    situation: { recording: "sample-programs", hasRun: true },
    view,
    shows: (t) => [t("runs.output", { name: "server.py" }), "Listening on port 8088", t("runs.clear")],
  },
  {
    name: "an error",
    situation: { recording: "refused", hasRun: true },
    view,
    shows: () => ["ConnectionRefusedError"],
  },
  {
    name: "asking for input",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: { "server.py": (program) => program.onInput("Go on? ") },
    },
    view,
    shows: (t) => [t("runs.input", { name: "server.py" }), t("runs.send")],
  },
  {
    name: "cut off",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: { "server.py": (program) => program.onEnded({ status: 1, reason: "lost" }) },
    },
    view,
    shows: (t) => [t("runs.lost")],
  },
];
