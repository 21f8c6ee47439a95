import type { LayoutInput, Row } from "../diagram/public.js";

/** What is taken out of the page: the diagram as it is shown. */
export interface ExportOptions extends Omit<LayoutInput, "isLive" | "paneWidth" | "size"> {
  rows: readonly Row[];
  /** Its place among the colours of programs; undefined for what is no program of the page. */
  colourOfLane(lane: number): number | undefined;
}
