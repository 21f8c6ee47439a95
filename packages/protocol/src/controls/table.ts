export { cancel } from "./cancel.js";
export { endProcess } from "./endProcess.js";
export { findSocket } from "./findSocket.js";
export { follow } from "./follow.js";
export { startProcess } from "./startProcess.js";
export { write } from "./write.js";
