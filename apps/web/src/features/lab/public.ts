/** What other features use of this one. */
export type { HostNames } from "./host-names.js";
export { type PageLab, useLab } from "./lab-context.js";
export type { LabRecords } from "./lab-records.js";
