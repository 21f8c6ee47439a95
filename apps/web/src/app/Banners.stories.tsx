import type { Stories } from "../catalogue/story.js";
import { Banners } from "./Banners.js";
import { UndoToast } from "./UndoToast.js";

const view = () => <Banners />;
const widthPx = 900;

export const stories: Stories = [
  { name: "a first visit", view, widthPx, shows: (t) => [t("welcome.dismiss")] },
  {
    name: "the server is away",
    situation: { server: "is away" },
    view,
    widthPx,
    shows: (t) => ["alert", t("aboutLab.tryNow"), t("aboutLab.away.server")],
  },
  {
    name: "the server refuses",
    situation: { server: "refuses" },
    view,
    widthPx,
    shows: (t) => ["alert", t("shared.retry")],
  },
  {
    name: "the lab is lost",
    situation: { recording: "sample-programs", server: "lost the lab" },
    view,
    widthPx,
    shows: (t) => [t("aboutLab.lost.unused", { lab: "" }).slice(-20), t("shared.dismiss")],
  },
  {
    name: "a program and a file that can be brought back",
    before: (app) => {
      const [program] = app.programs.store.getState().programs;
      if (program !== undefined) app.programs.remove(program.id);
      app.files.upload("notes.txt", new Uint8Array(1));
      app.files.remove("notes.txt");
    },
    view: () => <UndoToast />,
    shows: (t) => [
      t("programs.removed", { name: "server.py" }),
      t("files.deleted", { path: "notes.txt" }),
      t("app.undo"),
    ],
  },
];
