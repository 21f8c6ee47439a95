/** What other features use of this one. */

export { type FailureRecord, isActive, noRun, type Run } from "./run.js";
export { useProgramStatus, useRun, useRunner } from "./runner-context.js";
export { StatusBadge } from "./StatusBadge.js";
export { statusWords } from "./status-words.js";
