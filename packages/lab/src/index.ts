export { type Call, Lab, type LabOptions } from "./lab.js";
export type { EventListener } from "./trace.js";
