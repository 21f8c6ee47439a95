import type { Stories } from "../../catalogue/story.js";
import { OpenedDialog } from "./OpenedDialog.js";
import type { Opened } from "./open-folder.js";

const after = (opened: Opened) => () => <OpenedDialog opened={opened} onClose={() => {}} />;

export const stories: Stories = [
  {
    name: "some files of a folder are left out",
    view: after({
      kind: "opened",
      leftOut: [
        { path: "videos/lecture.mp4", rule: "fileBytes" },
        { path: "data/part-501.csv", rule: "files" },
      ],
    }),
    shows: (t) => [t("projects.leftOutTitle", { count: 2 }), "videos/lecture.mp4"],
  },
  {
    name: "a file that is no ZIP",
    view: after({ kind: "noZip", name: "notes.zip" }),
    shows: (t) => [t("projects.noZipTitle", { name: "notes.zip" }), t("projects.noZipText")],
  },
  {
    name: "a folder with nothing in it",
    view: after({ kind: "emptyFolder", name: "homework" }),
    shows: (t) => [t("projects.emptyFolderTitle", { name: "homework" })],
  },
];
