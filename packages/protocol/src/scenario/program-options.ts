import { limits } from "../limits.js";
import { type Cursor, NotationError } from "./notation/cursor.js";
import { readInteger } from "./notation/read-number.js";
import { readString, seesString } from "./notation/read-string.js";
import { didYouMean } from "./notation/suggest.js";
import type { ScenarioProgram } from "./scenario.js";
import { readMoment } from "./steps/read-moment.js";

type Options = Pick<ScenarioProgram, "after" | "arguments" | "times" | "host" | "isSubmitted">;

const known = ["after", "arguments", "times", "on", "submitted"];

/** Reads what stands behind a program's name: `after server.listen arguments "8088" times 3 on client`. */
export function readProgramOptions(cursor: Cursor): Options {
  const options: Options = {};
  while (!cursor.isAtEnd) {
    const { offset } = cursor;
    if (cursor.eatWord("after")) options.after = readMoment(cursor);
    else if (cursor.eatWord("arguments")) options.arguments = readArguments(cursor);
    else if (cursor.eatWord("times")) {
      options.times = readInteger(cursor, "how many copies", { min: 1, max: limits.scenarioCopies });
      cursor.skipSpaces();
    } else if (cursor.eatWord("on")) {
      options.host =
        cursor.take(/[\p{L}_][\p{L}\p{N}_-]*/uy)?.slice(0, limits.processNameLength) ??
        cursor.fail("a host's name");
      cursor.skipSpaces();
    } else if (cursor.eatWord("submitted")) options.isSubmitted = true;
    else {
      const word = /^\S+/.exec(cursor.text.slice(offset, offset + 40))?.[0] ?? "";
      throw new NotationError(
        `a program has no option \`${word}\``,
        offset,
        didYouMean(word, known) ??
          'Options are after server.listen, arguments "…", times 3, on host and submitted.',
      );
    }
  }
  return options;
}

function readArguments(cursor: Cursor): string[] {
  const args: string[] = [];
  while (seesString(cursor)) {
    const { offset } = cursor;
    const text = readString(cursor);
    if (typeof text !== "string") throw new NotationError("an argument is text, without b", offset);
    if (text.length > limits.scenarioListLength || args.length >= limits.scenarioListLength)
      throw new NotationError(
        `at most ${limits.scenarioListLength} arguments of ${limits.scenarioListLength} characters`,
        offset,
      );
    args.push(text);
  }
  if (args.length === 0) cursor.fail("an argument in quotes");
  return args;
}
