export type { Finding } from "./confirmation.js";
export type { Fact, Look, PacketEnd, SegmentFact } from "./facts.js";
export { StateEngine } from "./state-engine.js";
