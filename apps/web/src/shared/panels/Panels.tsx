import { type ReactNode, useCallback, useContext, useEffect, useId, useMemo, useState } from "react";
import { browserStorage, readJson, writeJson } from "../storage.js";
import { type PanelGroup, PanelGroupContext, type PanelSizes } from "./panels-context.js";

interface GroupProps {
  orientation: PanelGroup["orientation"];
  className?: string;
  defaultLayout?: PanelSizes;
  onLayoutChanged?(sizes: PanelSizes): void;
  children: ReactNode;
}

/** Panels beside or below each other, with a `Splitter` between two of them. */
export function Group({ orientation, className, defaultLayout, onLayoutChanged, children }: GroupProps) {
  const [sizes, setSizes] = useState<PanelSizes>(defaultLayout ?? {});
  const group = useMemo<PanelGroup>(
    () => ({
      orientation,
      sizes,
      resize: (panel, percent) =>
        setSizes(({ [panel]: _before, ...others }) =>
          percent === undefined ? others : { ...others, [panel]: percent },
        ),
    }),
    [orientation, sizes],
  );
  useEffect(() => onLayoutChanged?.(sizes), [sizes, onLayoutChanged]);
  return (
    <PanelGroupContext value={group}>
      <div className={`panel-group ${className ?? ""}`} data-orientation={orientation}>
        {children}
      </div>
    </PanelGroupContext>
  );
}

interface PanelProps {
  id?: string;
  className?: string;
  /** Of the group: `31%`. A panel without one takes what is left. */
  defaultSize?: string;
  minSize: string;
  children: ReactNode;
}

export function Panel({ id, className, defaultSize, minSize, children }: PanelProps) {
  const ownId = useId();
  const panelId = id ?? ownId;
  const { orientation, sizes } = useContext(PanelGroupContext);
  const size = sizes[panelId];
  const basis = size === undefined ? defaultSize : `${size}%`;
  const min = orientation === "horizontal" ? { minWidth: minSize } : { minHeight: minSize };
  return (
    <div
      className="panel"
      data-panel={panelId}
      data-takes-rest={defaultSize === undefined}
      style={{ ...min, flex: basis === undefined || defaultSize === undefined ? "1 1 0" : `0 1 ${basis}` }}
    >
      <div className={`panel-content ${className ?? ""}`}>{children}</div>
    </div>
  );
}

interface KeptLayout {
  defaultLayout: PanelSizes;
  onLayoutChanged(sizes: PanelSizes): void;
}

/** What sizes a group's panels had when the page was here last, and where they are kept. */
export function useDefaultLayout({ id, panelIds }: { id: string; panelIds: readonly string[] }): KeptLayout {
  const key = `sockpit.sizes.${id}`;
  const [defaultLayout] = useState(() => readSizes(readJson(browserStorage("localStorage"), key), panelIds));
  const onLayoutChanged = useCallback(
    (sizes: PanelSizes) => writeJson(browserStorage("localStorage"), key, sizes),
    [key],
  );
  return { defaultLayout, onLayoutChanged };
}

function readSizes(value: unknown, panelIds: readonly string[]): PanelSizes {
  if (typeof value !== "object" || value === null) return {};
  const isKnown = ([panel, size]: [string, unknown]) =>
    panelIds.includes(panel) && typeof size === "number" && size > 0 && size < 100;
  return Object.fromEntries(Object.entries(value).filter(isKnown));
}
