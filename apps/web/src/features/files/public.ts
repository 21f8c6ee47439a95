/** What other features use of this one. */

export { useFiles } from "./files-context.js";
export { packageOf, wheelNamed } from "./wheel-names.js";
