/** What other features use of this one. */
export { Caption } from "./Caption.js";
export { Elapsed } from "./Elapsed.js";
export { MomentContext, useIsLive, useMoment, useShown, useView } from "./moment-context.js";
export { MomentModel } from "./moment-model.js";
