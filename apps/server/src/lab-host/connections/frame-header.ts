import { MASK_BYTES } from "./unmask.js";

/** RFC 6455 §5.2. */
export const opcodes = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;

export const FINAL = 0x80;
const RESERVED = 0x70;
const OPCODE = 0x0f;
export const MASKED = 0x80;
const LENGTH = 0x7f;
/** A length below this stands in the second byte; at this, in two more; at the next, in eight more. */
export const LENGTH_IN_2_BYTES = 126;
export const LENGTH_IN_8_BYTES = 127;

/** How a client's frame begins. */
export interface FrameHeader {
  isFinal: boolean;
  opcode: number;
  /** With the length and the mask. */
  headerBytes: number;
  lengthBytes: number;
}

/**
 * Reads a client's header into `into`. "part" where it is not whole yet; "bad" as soon as its first two bytes break a rule.
 * `isContinued`: a message in several frames is under way.
 */
export function readFrameHeader(
  bytes: Uint8Array,
  at: number,
  { into, isContinued }: { into: FrameHeader; isContinued: boolean },
): "whole" | "part" | "bad" {
  if (at + 2 > bytes.length) return "part";
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const field = second & LENGTH;
  into.isFinal = (first & FINAL) !== 0;
  into.opcode = first & OPCODE;
  if ((first & RESERVED) !== 0 || (second & MASKED) === 0) return "bad";
  if (!fits(into, { field, isContinued })) return "bad";
  const lengthFieldBytes = field < LENGTH_IN_2_BYTES ? 0 : field === LENGTH_IN_2_BYTES ? 2 : 8;
  into.headerBytes = 2 + lengthFieldBytes + MASK_BYTES;
  if (at + into.headerBytes > bytes.length) return "part";
  into.lengthBytes = lengthFieldBytes === 0 ? field : readLength(bytes, at + 2, lengthFieldBytes);
  return "whole";
}

/** RFC 6455 §5.4, §5.5: what may come within a message and what not, and that control frames are short and whole. */
function fits(
  { isFinal, opcode }: FrameHeader,
  { field, isContinued }: { field: number; isContinued: boolean },
): boolean {
  if (opcode === opcodes.continuation) return isContinued;
  if (opcode === opcodes.text || opcode === opcodes.binary) return !isContinued;
  return opcode >= opcodes.close && opcode <= opcodes.pong && isFinal && field < LENGTH_IN_2_BYTES;
}

function readLength(bytes: Uint8Array, start: number, count: number): number {
  let length = 0;
  for (let at = start; at < start + count; at += 1) length = 256 * length + (bytes[at] ?? 0);
  return length;
}
