import type { AppModel, Stories } from "../../catalogue/story.js";
import { ConflictDialog } from "./ConflictDialog.js";
import { HistoryDialog } from "./HistoryDialog.js";

const view = () => <HistoryDialog onClose={() => {}} />;

async function changes({ programs, projects }: AppModel): Promise<void> {
  await projects.history.take("run");
  const [server, client] = programs.store.getState().programs;
  if (server === undefined || client === undefined) return;
  programs.setSource(server.id, `${server.source.replace("8088", "9000")}\nprint('bye')\n`);
  await projects.history.take("pause");
  programs.remove(client.id);
}

export const stories: Stories = [
  { name: "no states yet", view, shows: (t) => [t("history.title"), t("history.empty")] },
  {
    name: "several states",
    before: changes,
    view,
    shows: (t) => [t("history.reasons.pause"), t("history.reasons.run"), t("history.restore")],
  },
  {
    name: "two texts of one program",
    view: () => (
      <ConflictDialog
        program={{ id: "a", name: "client.py", source: "import socket\nprint('one')\n", colour: 0 }}
        copy={{ id: "b", name: "client_copy.py", source: "import socket\nprint('two')\n", colour: 1 }}
        onDecided={() => {}}
        onClose={() => {}}
      />
    ),
    shows: (t) => [t("projects.keepBoth"), t("projects.keepOnly", { name: "client_copy.py" })],
  },
];
