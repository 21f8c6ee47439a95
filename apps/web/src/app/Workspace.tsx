import { SocketsPane } from "../features/kernel/SocketsPane.js";
import { Group, Panel, useDefaultLayout } from "../shared/panels/Panels.js";
import { Splitter } from "../shared/Splitter.js";
import { CentrePane } from "./CentrePane.js";
import { ProgramsPane } from "./ProgramsPane.js";
import { TabbedWorkspace } from "./TabbedWorkspace.js";
import { useLayout } from "./use-layout.js";
import "./workspace.css";

/** Three zones side by side; two where there is less room; one at a time on a small screen. */
export function Workspace() {
  switch (useLayout()) {
    case "three":
      return <ThreeZones />;
    case "two":
      return <TwoZones />;
    case "tabs":
      return <TabbedWorkspace />;
  }
}

function ThreeZones() {
  const layout = useDefaultLayout({ id: "sockpit.three", panelIds: ["programs", "calls", "sockets"] });
  return (
    <main className="workspace">
      <Group orientation="horizontal" {...layout}>
        <Panel id="programs" defaultSize="31%" minSize="260px">
          <ProgramsPane />
        </Panel>
        <Splitter between="programsAndDiagram" />
        <Panel id="calls" minSize="360px">
          <CentrePane />
        </Panel>
        <Splitter between="diagramAndSockets" />
        <Panel id="sockets" defaultSize="21%" minSize="250px">
          <SocketsPane />
        </Panel>
      </Group>
    </main>
  );
}

function TwoZones() {
  const columns = useDefaultLayout({ id: "sockpit.two", panelIds: ["programs", "kernel"] });
  const rows = useDefaultLayout({ id: "sockpit.two.kernel", panelIds: ["calls", "sockets"] });
  return (
    <main className="workspace">
      <Group orientation="horizontal" {...columns}>
        <Panel id="programs" defaultSize="42%" minSize="260px">
          <ProgramsPane />
        </Panel>
        <Splitter between="programsAndDiagram" />
        <Panel id="kernel" minSize="360px">
          <Group orientation="vertical" {...rows}>
            <Panel id="calls" defaultSize="70%" minSize="20%">
              <CentrePane />
            </Panel>
            <Splitter between="diagramAndSockets" />
            <Panel id="sockets" minSize="15%">
              <SocketsPane />
            </Panel>
          </Group>
        </Panel>
      </Group>
    </main>
  );
}
