/** What other features use of this one. */
export { useEarlierRuns, useOpenEarlierRun } from "./earlier-runs-context.js";
