import type { AppModel, Stories } from "../../catalogue/story.js";
import { EarlierRunBanner } from "./EarlierRunBanner.js";
import { EarlierRunsMenu } from "./EarlierRunsMenu.js";

const situation = { recording: "sample-programs", hasRun: true, server: "lost the lab" } as const;

const open = ({ earlierRuns }: AppModel) => {
  const [run] = earlierRuns.store.getState().runs;
  if (run !== undefined) earlierRuns.open(run.id, { captureGone: "", streamGone: "" });
};

export const stories: Stories = [
  {
    name: "the runs of labs that are gone",
    situation,
    view: () => <EarlierRunsMenu />,
    act: (stage, t) => stage.press(t("earlierRuns.menu", { count: 1 })),
    shows: (t) => [t("earlierRuns.title"), "server.py, client.py", t("earlierRuns.how.lost")],
  },
  {
    name: "that an earlier run is shown",
    situation,
    before: open,
    view: () => <EarlierRunBanner />,
    widthPx: 900,
    shows: (t) => [t("earlierRuns.back")],
  },
];
