import type { Program } from "../../shared/program.js";
import type { Geometry } from "./geometry.js";

/** What every row is drawn by. */
export interface RowContext {
  geometry: Geometry;
  hasRelativeNumbers: boolean;
  /** The newest event that counts; null is now. */
  asOf: number | null;
  programOfLane(lane: number): Program | undefined;
  nameOfLane(lane: number): string;
}
