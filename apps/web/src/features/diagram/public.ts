/** What other features use of this one. */
export { arrowHead, loopPath } from "./arrow-paths.js";
export { useDiagram } from "./diagram-context.js";
export { DiagramModel } from "./diagram-model.js";
export { type Fold, foldAt } from "./fold.js";
export { type Geometry, layOut } from "./geometry.js";
export { BAR_HALF, draw, type Picture } from "./picture.js";
export { countUpTo, type Row } from "./rows.js";
