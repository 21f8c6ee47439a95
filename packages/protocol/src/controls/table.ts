export { cancel } from "./cancel.js";
export { endProcess } from "./endProcess.js";
export { findSocket } from "./findSocket.js";
export { follow } from "./follow.js";
export { reportLookup } from "./reportLookup.js";
export { startProcess } from "./startProcess.js";
export { write } from "./write.js";
