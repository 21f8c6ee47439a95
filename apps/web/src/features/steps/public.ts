/** What other features use of this one. */
export { isStepsFile } from "./run-steps.js";
