import type { Stories } from "../../catalogue/story.js";
import { FileDialog } from "./FileDialog.js";

const file = { path: "notes.txt", modifiedMs: 0, by: "server.py" };

export const stories: Stories = [
  {
    name: "text",
    view: () => (
      <FileDialog file={{ ...file, data: new TextEncoder().encode("Read me.\n你好\n") }} onClose={() => {}} />
    ),
    shows: (t) => ["notes.txt", "Read me.", t("files.save"), t("shared.close")],
  },
  {
    name: "bytes",
    view: () => <FileDialog file={{ ...file, data: Uint8Array.of(0, 255, 13, 10) }} onClose={() => {}} />,
    shows: () => ["00 ff 0d 0a"],
  },
  {
    name: "empty",
    view: () => <FileDialog file={{ ...file, by: null, data: new Uint8Array() }} onClose={() => {}} />,
    shows: (t) => [t("files.noBytes"), t("files.you")],
  },
];
