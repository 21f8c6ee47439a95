import { type Cursor, NotationError } from "../notation/cursor.js";
import { readString, seesString } from "../notation/read-string.js";
import type { LocalText } from "../scenario.js";

/** Reads what a failure says: `hint "…"`, and behind it `zh-TW "…"`. */
export function readHint(cursor: Cursor): { hint?: LocalText } {
  if (!cursor.eatWord("hint")) return {};
  const en = readSentence(cursor);
  return { hint: { en, ...(cursor.eatWord("zh-TW") && { "zh-TW": readSentence(cursor) }) } };
}

function readSentence(cursor: Cursor): string {
  const { offset } = cursor;
  const text = seesString(cursor) ? readString(cursor) : cursor.fail("a sentence in quotes");
  if (typeof text !== "string" || text === "")
    throw new NotationError("a hint is text, and not empty", offset, "Write it in quotes, without b.");
  return text;
}
