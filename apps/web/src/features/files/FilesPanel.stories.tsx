import type { AppModel, Stories } from "../../catalogue/story.js";
import { FilesPanel } from "./FilesPanel.js";

const view = (app: AppModel) => <FilesPanel programs={app.programs.store.getState().programs} />;

function addFiles(app: AppModel): void {
  app.files.upload("notes.txt", new TextEncoder().encode("Read me.\n你好\n"));
  app.files.receive("server.py", [
    { kind: "put", file: { path: "log.bin", data: Uint8Array.of(0, 255, 13, 10), modifiedMs: 0 } },
  ]);
}

export const stories: Stories = [
  {
    name: "empty and open",
    view,
    act: (stage, t) => stage.press(t("files.title")),
    shows: (t) => [t("files.title"), t("files.upload")],
  },
  {
    name: "a person's file and a program's",
    before: addFiles,
    view,
    act: (stage, t) => stage.press(t("files.title")),
    shows: (t) => [
      t("files.list"),
      t("files.view", { path: "notes.txt" }),
      t("files.delete", { path: "log.bin" }),
      "server.py",
    ],
  },
  {
    name: "wheels of the server",
    before: (app) =>
      app.files.wheels.store.setState({
        names: ["rich-14.0-py3-none-any.whl", "tqdm-4.67.1-py3-none-any.whl"],
      }),
    view,
    act: (stage, t) => stage.press(t("files.title")),
    shows: (t) => [t("files.wheel"), t("files.addWheel")],
  },
  {
    name: "a name that is taken",
    before: (app) => void app.files.upload("server.py", new Uint8Array(1)),
    view,
    shows: (t) => [t("files.problems.program", { path: "server.py" }), t("shared.dismiss")],
  },
];
