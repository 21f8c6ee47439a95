/** What other features use of this one. All of it is fetched where a lab has a wire. */
export { HostChoice } from "./HostChoice.js";
export { HostSelect } from "./HostSelect.js";
export { hostOfProgram } from "./host-of-program.js";
export { NothingOnTheWire } from "./NothingOnTheWire.js";
export { dragsProgram, useHostTarget, useLastDrag } from "./program-drag.js";
export { hostStrings } from "./strings.js";
export { useHostTexts } from "./use-host-texts.js";
