/** What other features use of this one. */
export { CallDetail } from "./CallDetail.js";
export { CallLink } from "./CallLink.js";
