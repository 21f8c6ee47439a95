import type { Stories } from "../../catalogue/story.js";
import { Scrubber } from "./Scrubber.js";

const view = () => <Scrubber colourOfPid={(pid) => pid - 1} />;
const widthPx = 900;

export const stories: Stories = [
  { name: "nothing yet", view, widthPx, shows: (t) => [t("time.label"), t("time.live")] },
  {
    name: "live",
    situation: { recording: "sample-programs" },
    view,
    widthPx,
    shows: (t) => [
      t("time.track"),
      t("time.pause"),
      t("time.pace"),
      t("time.nextChapter"),
      t("chapters.titles.handshake"),
    ],
  },
  {
    name: "in the past",
    situation: { recording: "sample-programs" },
    before: (app) => app.moment.goTo(19),
    view,
    widthPx,
    shows: (t) => [t("time.past"), t("time.backToLive"), t("time.play"), t("time.forward"), "B+1"],
  },
];
