import { parseIPv4 } from "../address/ipv4.js";
import { families } from "../constants.js";

/** Bytecode of inet_diag (include/uapi/linux/inet_diag.h). */
const INET_DIAG_REQ_BYTECODE = 1;
const JUMP = 1;
const SOURCE_CONDITION = 7;
const DESTINATION_CONDITION = 8;

const LITTLE_ENDIAN = true;
const ATTRIBUTE_BYTES = 4;
/** SAFETY: struct inet_diag_bc_op: code u8, where to go on if true u8, if not u16, in bytes from its own start. */
const OPERATION_BYTES = 4;
/** SAFETY: struct inet_diag_hostcond: family u8, prefix bits u8, padding, port i32 (-1: any), then the address. */
const CONDITION_BYTES = OPERATION_BYTES + 12;
const PREFIX_BITS = 24;
const ANY_PORT = -1;

/**
 * The attribute that makes a dump list only IPv4 sockets of which an end is in the /24 of `host`: the kernel leaves out
 * the others. A program ends at its end for yes, and one operation behind it for no.
 */
export function encodeWithinFilter(host: string): Uint8Array {
  const bytes = new Uint8Array(ATTRIBUTE_BYTES + 2 * CONDITION_BYTES + OPERATION_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, bytes.length, LITTLE_ENDIAN);
  view.setUint16(2, INET_DIAG_REQ_BYTECODE, LITTLE_ENDIAN);
  const operation = (start: number, code: number, { yes, no }: { yes: number; no: number }) => {
    view.setUint8(start, code);
    view.setUint8(start + 1, yes);
    view.setUint16(start + 2, no, LITTLE_ENDIAN);
  };
  const condition = (start: number, code: number) => {
    operation(start, code, { yes: CONDITION_BYTES, no: CONDITION_BYTES + OPERATION_BYTES });
    view.setUint8(start + 4, families.AF_INET);
    view.setUint8(start + 5, PREFIX_BITS);
    view.setInt32(start + 8, ANY_PORT, LITTLE_ENDIAN);
    bytes.set(parseIPv4(host) ?? [], start + 12);
  };
  const jump = ATTRIBUTE_BYTES + CONDITION_BYTES;
  condition(ATTRIBUTE_BYTES, SOURCE_CONDITION);
  operation(jump, JUMP, { yes: OPERATION_BYTES, no: OPERATION_BYTES + CONDITION_BYTES });
  condition(jump + OPERATION_BYTES, DESTINATION_CONDITION);
  return bytes;
}
