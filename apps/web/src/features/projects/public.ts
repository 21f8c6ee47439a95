/** What other features use of this one. */
export type { KeptFile } from "./kept-file.js";
export { REMOVED_KEPT_MS } from "./project.js";
export type { TabChannel, TabMessage } from "./tab-channel.js";
export type { Table } from "./table.js";
export { memoryTables } from "./tables.js";
