import type { Program } from "../../shared/program.js";
import type { TextSize } from "./fit-label.js";
import type { Geometry } from "./geometry.js";

/** What every row is drawn by. */
export interface RowContext {
  geometry: Geometry;
  size: TextSize;
  programOfColumn(column: number): Program | undefined;
  /** `server.py`, `server.py fd 4`. */
  nameOfColumn(column: number): string;
}
