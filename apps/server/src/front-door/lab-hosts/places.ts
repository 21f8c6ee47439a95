import type { LabHostPlace } from "./lab-host.js";

/** One for each lab host that there may be: `MAX_LAB_HOSTS`. */
const CODES = "abcdefgh";

/** Those of lab hosts of labs with a wire. */
const WIRE_CODES = "wxyz";

export const MAX_WIRE_LAB_HOSTS = WIRE_CODES.length;

/** That of a lab host of labs without a wire, by its number from 0. */
export function placeOf(index: number): LabHostPlace {
  return { code: CODES.charAt(index), index };
}

/** That of a lab host of labs with a wire, by its number from 0. No network that has wires is mapped. */
export function placeOfWires(index: number): LabHostPlace {
  return { code: WIRE_CODES.charAt(index), index: 0 };
}
