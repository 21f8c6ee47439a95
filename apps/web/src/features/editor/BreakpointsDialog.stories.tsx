import type { AppModel, Stories } from "../../catalogue/story.js";
import { BreakpointsDialog } from "./BreakpointsDialog.js";

function view(app: AppModel) {
  return (
    <BreakpointsDialog
      programs={app.programs.store.getState().programs}
      breakpointsOf={(id) => app.breakpoints.of(id)}
      onChange={() => {}}
      onReveal={() => {}}
      onClose={() => {}}
    />
  );
}

export const stories: Stories = [
  {
    name: "none are set",
    view,
    shows: (t) => [t("breakpoints.title"), t("shared.close")],
  },
  {
    name: "of two programs, one disabled",
    before: (app) => {
      const [server, client] = app.programs.store.getState().programs;
      app.setBreakpoints(server?.id ?? "", [
        { line: 6, isEnabled: true },
        { line: 11, isEnabled: false },
      ]);
      app.setBreakpoints(client?.id ?? "", [{ line: 4, isEnabled: true }]);
    },
    view,
    shows: (t) => [
      t("breakpoints.enabled", { line: 11, name: "server.py" }),
      t("breakpoints.remove", { line: 4, name: "client.py" }),
      t("breakpoints.removeAllOf", { name: "client.py" }),
      t("breakpoints.disableAll"),
    ],
  },
];
