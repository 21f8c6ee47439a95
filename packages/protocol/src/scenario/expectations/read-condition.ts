import { limits } from "../../limits.js";
import { type Cursor, NotationError } from "../notation/cursor.js";
import { readProgramName } from "../notation/read-names.js";
import { readDuration, readInteger } from "../notation/read-number.js";
import { readString, seesString } from "../notation/read-string.js";
import { didYouMean } from "../notation/suggest.js";
import type { Condition, Effect } from "../scenario.js";
import { readHint } from "./read-hint.js";
import { readPacket } from "./read-packet.js";

const BITS_OF: Readonly<Record<string, number>> = { bit: 1, kbit: 1e3, Mbit: 1e6, Gbit: 1e9 };
const BYTES = { min: 1, max: limits.dataBytes };
const openings = [
  "plain",
  "short reads",
  "short writes",
  "slow peer",
  "reset after",
  "delay",
  "rate",
  "loss",
  "drop",
  "hidden",
];

/** Reads one row of conditions: `short reads 1..3 seed 7   4 points`. */
export function readCondition(cursor: Cursor): Condition {
  const condition: Condition = { effects: [] };
  if (cursor.eatWord("hidden")) condition.isHidden = true;
  if (seesString(cursor)) {
    const { offset } = cursor;
    const name = readString(cursor);
    if (typeof name !== "string" || name === "" || name.length > limits.fileNameLength)
      throw new NotationError(`a condition's name has 1 to ${limits.fileNameLength} characters`, offset);
    condition.name = name;
    cursor.eat(":");
  }
  if (!cursor.eatWord("plain")) {
    do {
      condition.effects.push(readEffect(cursor));
      if (condition.effects.length > limits.scenarioListLength) cursor.fail("fewer effects");
    } while (cursor.eat(","));
  }
  for (;;) {
    if (cursor.eatWord("seed")) {
      condition.seed = readInteger(cursor, "a seed", { min: 0, max: 0xffff_ffff });
      cursor.skipSpaces();
    } else if (cursor.sees(/\d/y)) condition.points = readPoints(cursor);
    else return { ...condition, ...readHint(cursor) };
  }
}

function readPoints(cursor: Cursor): number {
  const { offset } = cursor;
  const points = Number(cursor.take(/\d+(?:\.\d+)?/y));
  cursor.skipSpaces();
  if (!cursor.eatWord("points") && !cursor.eatWord("point")) cursor.fail("`points` behind the number");
  if (points > 1e6) throw new NotationError("at most 1000000 points", offset);
  return points;
}

function readEffect(cursor: Cursor): Effect {
  cursor.eatWord("wire");
  if (cursor.eatWord("short")) {
    const kind = cursor.eatWord("reads")
      ? "shortReads"
      : cursor.eatWord("writes")
        ? "shortWrites"
        : cursor.fail("`reads` or `writes`");
    const { offset } = cursor;
    const min = readInteger(cursor, "how many bytes", BYTES);
    const max = cursor.eat("..") ? readInteger(cursor, "how many bytes", BYTES) : min;
    if (max < min)
      throw new NotationError("the first number is the smaller one", offset, `Write ${max}..${min}.`);
    cursor.skipSpaces();
    cursor.eatWord("bytes");
    return { kind, min, max, ...scopeOf(cursor) };
  }
  if (cursor.eatWord("slow")) {
    if (!cursor.eatWord("peer")) cursor.fail("`peer`");
    return {
      kind: "slowPeer",
      delaySeconds: readDuration(cursor, limits.scenarioSeconds),
      ...scopeOf(cursor),
    };
  }
  if (cursor.eatWord("reset")) {
    if (!cursor.eatWord("after")) cursor.fail("`after`", "Write reset after 100 bytes.");
    const lengthBytes = readInteger(cursor, "how many bytes", BYTES);
    cursor.skipSpaces();
    if (!cursor.eatWord("bytes") && !cursor.eatWord("byte")) cursor.fail("`bytes`");
    return { kind: "resetAfter", lengthBytes, ...scopeOf(cursor) };
  }
  return readWireEffect(cursor);
}

function readWireEffect(cursor: Cursor): Effect {
  if (cursor.eatWord("delay")) {
    const delaySeconds = readDuration(cursor, limits.scenarioSeconds);
    const jitter = cursor.eatWord("jitter")
      ? { jitterSeconds: readDuration(cursor, limits.scenarioSeconds) }
      : {};
    return { kind: "delay", delaySeconds, ...jitter };
  }
  if (cursor.eatWord("rate")) return { kind: "rate", bitsPerSecond: readRate(cursor), ...readQueue(cursor) };
  if (cursor.eatWord("loss")) {
    const { offset } = cursor;
    const percent = Number(cursor.take(/\d+(?:\.\d+)?(?=\s*%)/y) ?? cursor.fail("a percentage, such as 5%"));
    cursor.skipSpaces();
    cursor.eat("%");
    if (percent > 100) throw new NotationError("at most 100%", offset);
    return { kind: "loss", percent };
  }
  if (cursor.eatWord("drop")) return readDrop(cursor);
  const word = /^[a-z]+/.exec(cursor.text.slice(cursor.offset, cursor.offset + 16))?.[0] ?? "";
  cursor.fail("a condition", didYouMean(word, openings) ?? `One of ${openings.join(", ")}.`);
}

/** `queue 30000 bytes`, behind a rate. */
function readQueue(cursor: Cursor): { queueBytes?: number } {
  if (!cursor.eatWord("queue")) return {};
  const queueBytes = readInteger(cursor, "how many bytes", limits.wireQueueBytes);
  cursor.skipSpaces();
  if (!cursor.eatWord("bytes")) cursor.fail("`bytes`", "Write queue 30000 bytes: twenty packets.");
  return { queueBytes };
}

function readRate(cursor: Cursor): number {
  const { offset } = cursor;
  const [, amount = "", unit = ""] =
    cursor.take(/\d+(?:\.\d+)?[A-Za-z]*/y)?.match(/^([\d.]+)([A-Za-z]*)$/) ?? [];
  const bits = Object.hasOwn(BITS_OF, unit) ? BITS_OF[unit] : undefined;
  if (bits === undefined)
    cursor.fail("a rate with its unit", "Write 64kbit, 10Mbit or 1Gbit: bits a second.", offset);
  const bitsPerSecond = Math.round(Number(amount) * bits);
  if (bitsPerSecond < 1 || bitsPerSecond > 1e12)
    throw new NotationError("a rate is 1bit to 1000Gbit", offset);
  cursor.skipSpaces();
  return bitsPerSecond;
}

/** `drop client data #1`, `drop client > server SYN #1 #2` */
function readDrop(cursor: Cursor): Effect {
  const sender =
    /(?!(?:data|datagram|icmp)\b)[\p{L}_][\p{L}\p{N}_./-]*(?=[ \t]+(?:data|datagram|icmp|[A-Z]{3})\b)/uy;
  const isShort = cursor.sees(sender) && !cursor.sees(/[A-Z]{3}(?:-[A-Z]{3})*\b/y);
  const from = isShort ? { from: { program: readProgramName(cursor).program } } : {};
  const packet = { ...from, ...readPacket(cursor) };
  const numbers: number[] = [];
  while (cursor.take(/#(?=\d)/y) !== undefined) {
    numbers.push(readInteger(cursor, "which packet", { min: 1, max: limits.capturePackets }));
    if (numbers.length > limits.scenarioListLength) cursor.fail("fewer packets");
    cursor.skipSpaces();
  }
  if (numbers.length === 0) cursor.fail("which of them", "Write drop client data #1 for the first.");
  return { kind: "drop", packet, numbers };
}

function scopeOf(cursor: Cursor): { program?: string } {
  return cursor.eatWord("of") ? { program: readProgramName(cursor).program } : {};
}
