/** What other features use of this one. */
export { useProgramOfPid, usePrograms } from "./programs-context.js";
export { useLaneNames } from "./use-lane-names.js";
