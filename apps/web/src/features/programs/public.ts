/** What other features use of this one. */
export { freeName, nameFault, tidyName } from "./program-name.js";
export { useProgramOfPid, usePrograms, useProgramsModel } from "./programs-context.js";
export { ProgramsModel } from "./programs-model.js";
export { sourceFile } from "./source-file.js";
export { useLaneNames } from "./use-lane-names.js";
