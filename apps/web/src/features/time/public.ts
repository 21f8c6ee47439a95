/** What other features use of this one. */
export { Elapsed } from "./Elapsed.js";
export { useIsLive, useMoment, useShown, useView } from "./moment-context.js";
