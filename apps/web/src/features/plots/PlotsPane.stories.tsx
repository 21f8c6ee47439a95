import type { AppModel, Stories } from "../../catalogue/story.js";
import { PlotsPane } from "./PlotsPane.js";

const view = () => <PlotsPane viewSwitch={null} exportMenu={null} />;

/** The moment of the first fast retransmission. */
const goToFirstRepeat = (app: AppModel) => {
  const { list } = app.record.record.events;
  const again = list.find(
    (event) => event.event === "packet" && event.tcp?.notes.some((note) => note.endsWith("retransmission")),
  );
  app.moment.goTo(again?.seq ?? 0);
};

export const stories: Stories = [
  {
    name: "nothing has been sent",
    view,
    shows: (t) => [t("plots.emptyTitle"), t("plots.emptyText")],
  },
  {
    name: "reno on a short queue",
    situation: { recording: "reno" },
    view,
    shows: (t) => [
      t("plots.algorithm", { name: "reno" }),
      "client.py",
      t("plots.measures.cwnd"),
      t("plots.sequence"),
    ],
  },
  {
    name: "reno, at the moment of a retransmission",
    situation: { recording: "reno" },
    before: goToFirstRepeat,
    view,
    widthPx: 900,
    shows: (t) => [
      t("plots.algorithm", { name: "reno" }),
      "client.py",
      t("plots.measures.cwnd"),
      t("plots.sequence"),
    ],
  },
];
