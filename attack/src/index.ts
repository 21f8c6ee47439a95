export { missedBounds } from "./aims.js";
export type { Attack } from "./attack.js";
export { AttackedServer } from "./attacked-server.js";
export { attacks } from "./kinds/index.js";
export { type Outcome, Probe, runAttack } from "./run-attack.js";
