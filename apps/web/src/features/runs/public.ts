/** What other features use of this one. */

export { mainRun, nameOfProcess, programOfRun } from "./copies.js";
export { OutputText } from "./OutputPane.js";
export { outlineOf } from "./program-outline.js";
export { type FailureRecord, isActive, noRun, type Run } from "./run.js";
export { useProgramStatus, useRun, useRunner, useShownRun } from "./runner-context.js";
export type { RunsState } from "./runs-model.js";
export { StatusBadge } from "./StatusBadge.js";
export { statusWords } from "./status-words.js";
export { NO_LINE } from "./wait-record.js";
