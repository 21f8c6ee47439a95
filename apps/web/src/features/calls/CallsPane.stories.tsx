import type { Stories } from "../../catalogue/story.js";
import { CallsPane } from "./CallsPane.js";

const view = () => <CallsPane viewSwitch={null} exportMenu={null} />;

export const stories: Stories = [
  { name: "no calls yet", view, shows: (t) => [t("calls.title"), t("calls.emptyTitle")] },
  {
    name: "every call of the sample programs",
    situation: { recording: "sample-programs" },
    view,
    shows: (t) => [t("calls.filterAll"), t("calls.clear"), "server.py", "client.py", "close"],
  },
  {
    name: "a call that waits",
    situation: { recording: "sample-programs", until: (event) => event.event === "callBlocked" },
    view,
    shows: (t) => [t("calls.blocked"), "accept"],
  },
  {
    name: "a call that was refused, in full",
    situation: { recording: "refused" },
    before: (app) => app.selection.choose({ kind: "call", call: 2 }),
    view,
    shows: (t) => [t("callDetail.label"), t("callDetail.close"), "ECONNREFUSED", "connect(2)"],
  },
  {
    name: "a call that received, with its bytes",
    situation: { recording: "sample-programs" },
    before: (app) => {
      const call = app.record.record.calls.list.find(({ command }) => command === "recv");
      app.selection.choose({ kind: "call", call: call?.call ?? 0 });
    },
    view,
    shows: (t) => [t("callDetail.label"), "Good morning, server!", t("data.follow"), t("data.save")],
  },
  {
    name: "a call that conditions changed",
    situation: { recording: "conditions" },
    before: (app) => {
      const call = app.record.record.calls.list.find(({ conditions }) => conditions.includes("resetAfter"));
      app.selection.choose({ kind: "call", call: call?.call ?? 0 });
    },
    view,
    shows: (t) => [
      t("callDetail.condition"),
      t("shared.conditions.shortReads"),
      t("shared.conditions.resetAfter"),
    ],
  },
];
