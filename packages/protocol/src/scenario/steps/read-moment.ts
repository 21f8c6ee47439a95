import { limits } from "../../limits.js";
import type { Cursor } from "../notation/cursor.js";
import { readProgramName } from "../notation/read-names.js";
import { readInteger } from "../notation/read-number.js";
import type { Moment } from "../scenario.js";

/** Reads something that a program does: `server.listen`, `server.accept #3`, `server ends`. */
export function readMoment(cursor: Cursor): Moment {
  const { program, part } = readProgramName(cursor);
  if (part === undefined) {
    if (!cursor.eatWord("ends"))
      cursor.fail("`ends`, or a call", `Write ${program}.listen, or ${program} ends.`);
    return { program, number: 1 };
  }
  cursor.skipSpaces();
  const number =
    cursor.take(/#(?=\d)/y) === undefined
      ? 1
      : readInteger(cursor, "how many calls", { min: 1, max: limits.scenarioLoops });
  cursor.skipSpaces();
  return { program, call: part, number };
}
