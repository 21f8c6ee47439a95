/** What other features use of this one. */
export { useSettings } from "./settings-context.js";
