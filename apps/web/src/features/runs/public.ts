/** What other features use of this one. */

export { emptyOutput } from "./output.js";
export { isActive, type Run } from "./run.js";
export { useProgramStatus, useRun, useRunner } from "./runner-context.js";
export { StatusBadge } from "./StatusBadge.js";
export { statusWords } from "./status-words.js";
