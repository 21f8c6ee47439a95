import type { Program } from "../../shared/program.js";
import type { Geometry } from "./geometry.js";

/** What every row is drawn by. */
export interface RowContext {
  geometry: Geometry;
  hasRelativeNumbers: boolean;
  /** The newest event that counts. */
  asOf: number;
  programOfLane(lane: number): Program | undefined;
  nameOfLane(lane: number): string;
  /** The lane as the end of an arrow, in a sentence. */
  endOfLane(lane: number): string;
}
