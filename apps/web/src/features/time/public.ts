/** What other features use of this one. */
export { Elapsed } from "./Elapsed.js";
export { useIsLive, useMoment, useTrace } from "./moment-context.js";
