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
    name: "a bug has stopped the page",
    view: () => <CrashNotice error={new Error("This is none.")} />,
    shows: (t) => [t("app.crashed", { message: "This is none." }), t("app.reload")],
  },
];
