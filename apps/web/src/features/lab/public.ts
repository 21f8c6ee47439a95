/** What other features use of this one. */
export { useLab } from "./lab-context.js";
export type { LabRecords } from "./lab-records.js";
