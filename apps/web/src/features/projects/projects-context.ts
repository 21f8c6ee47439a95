import { createModelContext } from "../../shared/model-context.js";
import type { ProjectsModel } from "./projects-model.js";

export const [ProjectsContext, useProjects] = createModelContext<ProjectsModel>("ProjectsContext");
