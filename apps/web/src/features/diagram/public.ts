/** What other features use of this one. */
export { BAR_HALF } from "./arrow.js";
export {
  arrowHead,
  flightPaths,
  lastLine,
  loopPath,
  lostMark,
  nobodyMark,
  repeatPath,
} from "./arrow-paths.js";
export type { Column } from "./columns.js";
export { useDiagram } from "./diagram-context.js";
export { DiagramLayout, type Layout, type LayoutInput } from "./diagram-layout.js";
export { DiagramModel } from "./diagram-model.js";
export { RUN_GAP, runFont, runPadding } from "./fit-label.js";
export type { Geometry } from "./geometry.js";
export { hostPlaces } from "./host-places.js";
export { hostText } from "./host-spans.js";
export { draw, type Picture } from "./picture.js";
export { placeLabel } from "./place-label.js";
export { countUpTo, type Row } from "./rows.js";
export { plainText, type RowLabel, type Run } from "./run.js";
export { diagramWords } from "./translate-words.js";
export { useColumnNames } from "./use-column-names.js";
