export type { Outcome, PacketHead, Passage, ShapedPacket } from "./passage.js";
export { Shaper, type ShaperOptions } from "./shaper.js";
