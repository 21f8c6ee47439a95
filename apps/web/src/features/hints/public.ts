/** What other features use of this one. */
export { hintTextStrings } from "./hint-texts.js";
