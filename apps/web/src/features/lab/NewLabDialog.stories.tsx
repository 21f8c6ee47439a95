import type { Stories } from "../../catalogue/story.js";
import { NewLabDialog } from "./NewLabDialog.js";

const view = () => <NewLabDialog onClose={() => {}} />;

export const stories: Stories = [
  {
    name: "one host or several, where there are wires",
    situation: { server: "has wires" },
    before: (app) => app.session.startAfresh(["client", "server", "client-2"]),
    view,
    shows: (t) => [
      t("aboutLab.title"),
      t("aboutLab.host", { number: 3 }),
      t("aboutLab.add"),
      t("aboutLab.make"),
    ],
  },
  {
    name: "names that no host can have",
    situation: { server: "has wires" },
    before: (app) => app.session.startAfresh(["localhost", "Web Server", "a", "a"]),
    view,
    shows: (t) => [
      t("aboutLab.faults.localhost"),
      t("aboutLab.faults.notAllowed"),
      t("aboutLab.faults.taken"),
    ],
  },
  {
    name: "no wires, and why",
    situation: { server: "is mapped" },
    view,
    shows: (t) => [t("aboutLab.oneHost"), t("aboutLab.noWire", { reason: t("aboutLab.olderServer") })],
  },
];
