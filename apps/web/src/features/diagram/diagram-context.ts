import { createModelContext } from "../../shared/model-context.js";
import type { DiagramModel } from "./diagram-model.js";

export const [DiagramContext, useDiagram] = createModelContext<DiagramModel>("DiagramContext");
