import {
  BPF_ABS,
  BPF_ALU,
  BPF_AND,
  BPF_B,
  BPF_JEQ,
  BPF_JMP,
  BPF_K,
  BPF_LD,
  BPF_RET,
  BPF_W,
  PACKET_OUTGOING,
  SKF_AD_OFF,
  SKF_AD_PKTTYPE,
} from "../system/linux-constants.js";
import type { FilterInstruction } from "../system/packet-calls.js";
import { iphdr } from "../system/packet-structs.js";

/** Codes of classic filters. */
const LOAD_WORD = BPF_LD | BPF_W | BPF_ABS;
const LOAD_BYTE = BPF_LD | BPF_B | BPF_ABS;
const AND = BPF_ALU | BPF_AND | BPF_K;
const JUMP_IF_EQUAL = BPF_JMP | BPF_JEQ | BPF_K;
const RETURN = BPF_RET | BPF_K;

/** What kind of packet it is, as in sockaddr_ll. */
const PACKET_KIND = (SKF_AD_OFF + SKF_AD_PKTTYPE) >>> 0;
const WHOLE = 0x0004_0000;

const SOURCE_OFFSET = iphdr.fields.saddr.offset;
const DESTINATION_OFFSET = iphdr.fields.daddr.offset;

/** On `lo` every packet comes twice, leaving and arriving: keep the first. */
export const outgoingOnly: readonly FilterInstruction[] = [
  [LOAD_WORD, 0, 0, PACKET_KIND],
  [JUMP_IF_EQUAL, 0, 1, PACKET_OUTGOING],
  [RETURN, 0, 0, WHOLE],
  [RETURN, 0, 0, 0],
];

/** What comes from the other end of the interface, for any receiver. */
export const incomingOnly: readonly FilterInstruction[] = [
  [LOAD_WORD, 0, 0, PACKET_KIND],
  [JUMP_IF_EQUAL, 0, 1, PACKET_OUTGOING],
  [RETURN, 0, 0, 0],
  [RETURN, 0, 0, WHOLE],
];

/** Of what leaves, only IPv4 whose source or destination is in a /24, given by any of its addresses. */
export function outgoingWithin(host: string): readonly FilterInstruction[] {
  const [a = 0, b = 0, c = 0] = host.split(".").map(Number);
  const prefix = ((a << 24) | (b << 16) | (c << 8)) >>> 0;
  const MASK = 0xffff_ff00;
  return [
    [LOAD_WORD, 0, 0, PACKET_KIND],
    [JUMP_IF_EQUAL, 0, 10, PACKET_OUTGOING],
    [LOAD_BYTE, 0, 0, 0],
    [AND, 0, 0, 0xf0],
    [JUMP_IF_EQUAL, 0, 7, 0x40],
    [LOAD_WORD, 0, 0, SOURCE_OFFSET],
    [AND, 0, 0, MASK],
    [JUMP_IF_EQUAL, 3, 0, prefix],
    [LOAD_WORD, 0, 0, DESTINATION_OFFSET],
    [AND, 0, 0, MASK],
    [JUMP_IF_EQUAL, 0, 1, prefix],
    [RETURN, 0, 0, WHOLE],
    [RETURN, 0, 0, 0],
  ];
}
