import type { Stories } from "../catalogue/story.js";
import { App } from "./App.js";
import { CrashNotice } from "./CrashNotice.js";

const widthPx = 1280;

export const stories: Stories = [
  {
    name: "the whole page after a run",
    situation: { recording: "sample-programs", hasRun: true },
    view: () => <App />,
    widthPx,
    shows: (t) => [t("app.runAll"), t("diagram.title"), t("sockets.title"), t("time.label")],
  },
  {
    name: "the whole page, looking at the past",
    situation: { recording: "two-clients", hasRun: true },
    before: (app) => app.moment.goTo(30),
    view: () => <App />,
    widthPx,
    shows: (t) => [t("time.past")],
  },
  {
    name: "the whole page, showing an earlier run",
    situation: { recording: "sample-programs", hasRun: true, server: "lost the lab" },
    before: ({ earlierRuns }) => {
      const [run] = earlierRuns.store.getState().runs;
      if (run !== undefined) earlierRuns.open(run.id, { captureGone: "", streamGone: "" });
    },
    view: () => <App />,
    widthPx,
    shows: (t) => [t("earlierRuns.programs"), t("earlierRuns.back"), t("time.end")],
  },
  {
    name: "a bug has stopped the page",
    view: () => <CrashNotice error={new Error("This is none.")} />,
    shows: (t) => [t("app.crashed", { message: "This is none." }), t("app.reload")],
  },
];
