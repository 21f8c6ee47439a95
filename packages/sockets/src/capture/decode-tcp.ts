import { tcphdr } from "../system/packet-structs.js";
import { type TcpFlag, type TcpHeader, type TcpOption, tcpFlags } from "./decoded-packet.js";

const LEAST_BYTES = tcphdr.sizeBytes;
const { source, dest, seq, ack_seq, _lengthAndFlags: lengthAndFlags, window } = tcphdr.fields;
const ACK = 1 << tcpFlags.indexOf("ACK");

const kind = {
  END: 0,
  NOP: 1,
  MSS: 2,
  WINDOW_SCALE: 3,
  SACK_PERMITTED: 4,
  SACK: 5,
  TIMESTAMPS: 8,
  FAST_OPEN: 34,
};

/** By the header's nine flag bits; segments come in a handful of combinations. */
const flagNames = new Map<number, readonly TcpFlag[]>();

function namesOf(bits: number): readonly TcpFlag[] {
  const known = flagNames.get(bits);
  if (known !== undefined) return known;
  const names = tcpFlags.filter((_, index) => (bits & (1 << index)) !== 0);
  flagNames.set(bits, names);
  return names;
}

/** RFC 9293 §3.1, and how many bytes the header takes; null where it is cut off. */
export function decodeTcp(view: DataView, start: number): { tcp: TcpHeader; headerBytes: number } | null {
  if (start + LEAST_BYTES > view.byteLength) return null;
  const bits = lengthAndFlags.get(view, start);
  const headerBytes = (bits >> 12) * 4;
  const end = start + headerBytes;
  if (headerBytes < LEAST_BYTES || end > view.byteLength) return null;
  const flags = namesOf(bits & 0x1ff);
  const tcp: TcpHeader = {
    sourcePort: source.get(view, start),
    destinationPort: dest.get(view, start),
    seq: seq.get(view, start),
    ack: (bits & ACK) === 0 ? 0 : ack_seq.get(view, start),
    flags,
    window: window.get(view, start),
    options: decodeOptions(view, start + LEAST_BYTES, end),
  };
  return { tcp, headerBytes };
}

function decodeOptions(view: DataView, start: number, end: number): TcpOption[] {
  const options: TcpOption[] = [];
  for (let at = start; at < end; ) {
    const number = view.getUint8(at);
    if (number === kind.END) break;
    if (number === kind.NOP) {
      at += 1;
      continue;
    }
    const length = at + 1 < end ? view.getUint8(at + 1) : 0;
    if (length < 2 || at + length > end) break;
    options.push(decodeOption(view, { number, start: at + 2, bytes: length - 2 }));
    at += length;
  }
  return options;
}

function decodeOption(
  view: DataView,
  { number, start, bytes }: { number: number; start: number; bytes: number },
): TcpOption {
  if (number === kind.MSS && bytes === 2) return { kind: "MSS", value: view.getUint16(start) };
  if (number === kind.WINDOW_SCALE && bytes === 1)
    return { kind: "WINDOW-SCALE", value: view.getUint8(start) };
  if (number === kind.SACK_PERMITTED && bytes === 0) return { kind: "SACK-PERMITTED" };
  if (number === kind.SACK && bytes % 8 === 0) {
    const blocks: [number, number][] = [];
    for (let at = start; at < start + bytes; at += 8)
      blocks.push([view.getUint32(at), view.getUint32(at + 4)]);
    return { kind: "SACK", blocks };
  }
  if (number === kind.TIMESTAMPS && bytes === 8) {
    return { kind: "TIMESTAMPS", value: view.getUint32(start), echo: view.getUint32(start + 4) };
  }
  if (number === kind.FAST_OPEN) return { kind: "FAST-OPEN", bytes };
  return { kind: "OTHER", number, bytes };
}
