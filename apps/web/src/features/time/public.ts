/** What other features use of this one. */
export { Elapsed } from "./Elapsed.js";
export { Caption } from "./LazyCaption.js";
export { MomentContext, useIsLive, useMoment, useShown, useView } from "./moment-context.js";
export { MomentModel } from "./moment-model.js";
