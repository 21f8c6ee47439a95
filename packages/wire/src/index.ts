export type { Outcome, PacketHead, Passage, ShapedPacket } from "./passage.js";
export { Shaper, type ShaperOptions } from "./shaper.js";
export { WireTotal } from "./wire-total.js";
