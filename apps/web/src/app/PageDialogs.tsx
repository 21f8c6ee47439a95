import { Suspense } from "react";
import { usePrograms } from "../features/programs/programs-context.js";
import { onDemand } from "../shared/on-demand.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";

const HelpDialog = onDemand(async () => (await import("./HelpDialog.js")).HelpDialog);
const CommandPalette = onDemand(async () => (await import("./actions/CommandPalette.js")).CommandPalette);
const NewLabDialog = onDemand(async () => (await import("../features/lab/NewLabDialog.js")).NewLabDialog);
const BreakpointsDialog = onDemand(
  async () => (await import("../features/editor/BreakpointsDialog.js")).BreakpointsDialog,
);

/** What is open over the page. */
export function PageDialogs() {
  const { front } = useApp();
  const dialog = useModel(front.store, (state) => state.dialog);
  const close = () => front.closeDialog();
  return (
    <Suspense>
      {dialog === "help" ? <HelpDialog onClose={close} /> : null}
      {dialog === "commands" ? <CommandPalette onClose={close} /> : null}
      {dialog === "newLab" ? <NewLabDialog onClose={close} /> : null}
      {dialog === "breakpoints" ? <PageBreakpoints onClose={close} /> : null}
    </Suspense>
  );
}

function PageBreakpoints({ onClose }: { onClose(): void }) {
  const app = useApp();
  const programs = usePrograms();
  useModel(app.breakpoints.store, (state) => state);
  return (
    <BreakpointsDialog
      programs={programs}
      breakpointsOf={(id) => app.breakpoints.of(id)}
      onChange={(id, breakpoints) => app.setBreakpoints(id, breakpoints)}
      onReveal={(id, line) => app.selection.revealLine(id, line)}
      onClose={onClose}
    />
  );
}
