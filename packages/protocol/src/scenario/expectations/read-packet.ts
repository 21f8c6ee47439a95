import { limits } from "../../limits.js";
import { readPattern } from "../notation/constant.js";
import { type Cursor, NotationError } from "../notation/cursor.js";
import { packetNotesToRead } from "../notation/packet-notes.js";
import { readProgramName } from "../notation/read-names.js";
import { readInteger } from "../notation/read-number.js";
import { seesString } from "../notation/read-string.js";
import { didYouMean } from "../notation/suggest.js";
import { type PacketPattern, type SocketReference, segmentFlags } from "../scenario.js";

const FLAGS = /[A-Z]{3}(?:-[A-Z]{3})*(?![\w-])/y;
const isFlag = (name: string): name is (typeof segmentFlags)[number] =>
  (segmentFlags as readonly string[]).includes(name);

/** Whether a packet's own description begins here, without the two programs before it. */
export const seesPacket = (cursor: Cursor): boolean => cursor.sees(PACKET);

/** Its flags, its kind or its note; not a program of that name, which has `>` behind it. */
const PACKET = new RegExp(
  `(?:SYN|ACK|PSH|FIN|RST|URG|data|datagram|icmp|retransmission|${packetNotesToRead.join("|")})(?![\\w.]|\\s*>)`,
  "y",
);

/** Reads a packet: `client > server SYN-ACK`, `server > ... data b"hi" retransmission`. */
export function readPacket(cursor: Cursor): PacketPattern {
  const { offset } = cursor;
  const ends = seesPacket(cursor) ? {} : readEnds(cursor);
  const pattern: PacketPattern = { ...ends, ...readKind(cursor) };
  if (seesString(cursor) || cursor.sees(/hex\s*\(|file\s*\(|\.\.\./y)) pattern.payload = readPattern(cursor);
  if (cursor.eatWord("retransmission")) pattern.isRetransmission = true;
  const note = packetNotesToRead.find((each) => cursor.eatWord(each));
  if (note !== undefined) pattern.note = note;
  if (Object.keys(pattern).length === 0) cursor.fail("a packet", "Such as client > server SYN", offset);
  return pattern;
}

function readEnds(cursor: Cursor): PacketPattern {
  const from = readEnd(cursor);
  if (!cursor.eat(">")) cursor.fail("`>`", "Write client > server SYN.");
  return { from, to: readEnd(cursor) };
}

function readEnd(cursor: Cursor): SocketReference | { any: true } {
  return cursor.eat("...") ? { any: true } : readSocket(cursor);
}

/** Reads a socket: `server`, `server.conn`, `server #2`. */
export function readSocket(cursor: Cursor): SocketReference {
  const { program, part } = readProgramName(cursor);
  const number =
    cursor.take(/#(?=\d)/y) === undefined
      ? undefined
      : readInteger(cursor, "which socket", { min: 1, max: limits.fdsPerProcess });
  cursor.skipSpaces();
  return { program, ...(part !== undefined && { variable: part }), ...(number !== undefined && { number }) };
}

function readKind(cursor: Cursor): PacketPattern {
  if (cursor.eatWord("datagram")) return { kind: "datagram" };
  if (cursor.eatWord("data")) return { kind: "data" };
  if (cursor.eatWord("icmp")) return { kind: "icmp" };
  const { offset } = cursor;
  const text = cursor.take(FLAGS);
  if (text === undefined) return {};
  const names = text.split("-");
  const unknown = names.find((name) => !isFlag(name));
  if (unknown !== undefined)
    throw new NotationError(
      `there is no flag ${unknown}`,
      offset,
      didYouMean(unknown, segmentFlags) ?? `Flags are ${segmentFlags.join(", ")}.`,
    );
  cursor.skipSpaces();
  return { flags: names.filter(isFlag) };
}
