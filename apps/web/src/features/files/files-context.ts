import { createModelContext } from "../../shared/model-context.js";
import type { FilesModel } from "./files-model.js";

export const [FilesContext, useFiles] = createModelContext<FilesModel>("FilesContext");
