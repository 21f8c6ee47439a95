import type { AppModel, Stories } from "../../catalogue/story.js";
import { ProgramHeader } from "./ProgramHeader.js";

function view(app: AppModel) {
  const [program] = app.programs.store.getState().programs;
  return program === undefined ? null : <ProgramHeader program={program} onBreakpoints={() => {}} />;
}

export const stories: Stories = [
  {
    name: "with its menu open",
    view,
    act: (stage, t) => stage.press(t("programs.more", { name: "server.py" })),
    shows: (t) => [
      t("programs.rename"),
      t("programs.duplicate"),
      t("programs.remove"),
      t("breakpoints.open"),
    ],
  },
  {
    name: "a program that waits in accept",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
    },
    view,
    shows: (t) => [
      t("status.blocked", { command: "accept" }),
      t("programs.stop"),
      t("shared.pid", { pid: 1 }),
    ],
  },
  {
    name: "a program that has caught Stop",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: { "server.py": (program) => program.onStopCaught?.() },
    },
    view,
    shows: (t) => [t("programs.kill")],
  },
];
