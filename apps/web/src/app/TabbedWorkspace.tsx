import type { ReactNode } from "react";
import { SocketsPane } from "../features/kernel/SocketsPane.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";
import { CentrePane } from "./CentrePane.js";
import { type Part, parts } from "./front-model.js";
import { PartTabs, panelId, tabId } from "./PartTabs.js";
import { ProgramStrip } from "./ProgramStrip.js";
import { ProgramsPane } from "./ProgramsPane.js";
import "./tabbed-workspace.css";

const contents: Readonly<Record<Part, () => ReactNode>> = {
  code: () => <ProgramsPane />,
  diagram: () => <CentrePane />,
  sockets: () => <SocketsPane />,
};

/**
 * The page on a small screen, or at a large zoom: one part at a time. The others stay as they are, only not to be seen, so
 * that a person who comes back finds their place and what can be undone.
 */
export function TabbedWorkspace() {
  const { front } = useApp();
  const shown = useModel(front.store, ({ part }) => part);
  return (
    <main className="workspace workspace-tabs">
      <PartTabs part={shown} onShow={(part) => front.show(part)} />
      <div className="part-panels">
        {parts.map((part) => (
          <div
            key={part}
            id={panelId(part)}
            className="part-panel"
            role="tabpanel"
            aria-labelledby={tabId(part)}
            inert={part !== shown}
          >
            {contents[part]()}
          </div>
        ))}
      </div>
      {shown === "code" ? null : <ProgramStrip />}
    </main>
  );
}
