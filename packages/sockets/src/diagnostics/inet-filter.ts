import { parseIPv4 } from "../address/ipv4.js";
import { families } from "../constants.js";
import { encodeAttribute } from "../netlink/attributes.js";
import {
  INET_DIAG_BC_D_COND,
  INET_DIAG_BC_JMP,
  INET_DIAG_BC_S_COND,
  INET_DIAG_REQ_BYTECODE,
} from "../system/netlink-constants.js";
import { inetDiagBcOp, inetDiagHostcond } from "../system/netlink-structs.js";
import { bytes, struct } from "../system/struct.js";

/** An operation with its condition, and the address that the condition ends with. */
const condition = struct("a condition", { op: inetDiagBcOp, cond: inetDiagHostcond, addr: bytes(4) });
const program = struct("a program", { source: condition, jump: inetDiagBcOp, destination: condition });

const OPERATION_BYTES = inetDiagBcOp.sizeBytes;
const PREFIX_BITS = 24;
const ANY_PORT = -1;

/**
 * The attribute that makes a dump list only IPv4 sockets of which an end is in the /24 of `host`: the kernel leaves out
 * the others. A program ends at its end for yes, and one operation behind it for no.
 */
export function encodeWithinFilter(host: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(program.sizeBytes));
  const { source, jump, destination } = program.fields;
  const address = parseIPv4(host) ?? [];
  const no = condition.sizeBytes + OPERATION_BYTES;
  for (const [{ op, cond, addr }, code] of [
    [source, INET_DIAG_BC_S_COND],
    [destination, INET_DIAG_BC_D_COND],
  ] as const) {
    setOperation(view, op, { code, yes: condition.sizeBytes, no });
    cond.family.set(view, families.AF_INET);
    cond.prefix_len.set(view, PREFIX_BITS);
    cond.port.set(view, ANY_PORT);
    addr.set(view, address);
  }
  setOperation(view, jump, { code: INET_DIAG_BC_JMP, yes: OPERATION_BYTES, no });
  return encodeAttribute(INET_DIAG_REQ_BYTECODE, new Uint8Array(view.buffer));
}

function setOperation(
  view: DataView,
  op: typeof inetDiagBcOp.fields,
  { code, yes, no }: { code: number; yes: number; no: number },
): void {
  op.code.set(view, code);
  op.yes.set(view, yes);
  op.no.set(view, no);
}
