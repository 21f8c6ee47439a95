import { createContext } from "react";

/** Sizes of panels in per cent of their group, by the panels' ids. */
export type PanelSizes = Readonly<Record<string, number>>;

export interface PanelGroup {
  readonly orientation: "horizontal" | "vertical";
  readonly sizes: PanelSizes;
  resize(panel: string, percent: number | undefined): void;
}

export const PanelGroupContext = createContext<PanelGroup>({
  orientation: "horizontal",
  sizes: {},
  resize: () => undefined,
});
