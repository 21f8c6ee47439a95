import type { LabHostPlace } from "./lab-host.js";

/** One for each lab host that there may be: `MAX_LAB_HOSTS`. */
const CODES = "abcdefgh";

/** That of the lab host of labs with a wire. No network that has wires is mapped. */
export const placeOfWires: LabHostPlace = { code: "w", index: 0 };

/** That of a lab host of labs without a wire, by its number from 0. */
export function placeOf(index: number): LabHostPlace {
  return { code: CODES.charAt(index), index };
}
