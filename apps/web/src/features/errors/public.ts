/** What other features use of this one. Only what is fetched on demand imports it: its texts are long, and seldom wanted. */

export { codeText, errorTextOf } from "./error-texts.js";
