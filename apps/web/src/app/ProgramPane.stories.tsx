import type { Stories } from "../catalogue/story.js";
import type { AppModel } from "./app-model.js";
import { ProgramPane } from "./ProgramPane.js";

function view(app: AppModel) {
  const [program] = app.programs.store.getState().programs;
  return program === undefined ? null : <ProgramPane program={program} />;
}

export const stories: Stories = [
  {
    name: "its editor, with the line where it waits",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
    },
    view,
    shows: (t) => [t("editor.label", { name: "server.py" }), "accept()"],
  },
  {
    name: "paused at a breakpoint",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: {
        "server.py": (program) =>
          program.onPaused?.({
            reason: "call",
            command: "accept",
            thread: null,
            file: "server.py",
            line: 11,
            frames: [
              { function: "serve", file: "server.py", line: 11 },
              { function: "<module>", file: "server.py", line: 20 },
            ],
            variables: [{ name: "listener", type: "socket", value: "<socket.socket fd=3>" }],
          }),
      },
    },
    before: (app) => {
      const [program] = app.programs.store.getState().programs;
      if (program !== undefined) app.setBreakpoints(program.id, [{ line: 11, isEnabled: true }]);
    },
    view,
    shows: (t) => [
      t("stepping.beforeCall", { command: "accept", line: 11 }),
      t("stepping.variables"),
      t("stepping.frames"),
      t("stepping.modes.continue"),
    ],
  },
  {
    name: "lines where its three threads wait",
    situation: {
      recording: "threads",
      until: (event) => event.event === "callStarted" && event.command === "send",
      hasRun: true,
    },
    view,
    shows: () => ["accept()", "2 × recv()"],
  },
  {
    name: "an error explained: nobody listens",
    situation: { recording: "refused", hasRun: true },
    view,
    shows: (t) => [
      t("hints.label"),
      t("hintTexts.refused", { address: "127.0.0.1:8088" }),
      t("hints.dismiss"),
    ],
  },
];
