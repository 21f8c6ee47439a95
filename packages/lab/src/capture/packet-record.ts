import type { RecordedPacket } from "@sockpit/sockets";
import type { RecordView } from "../records/record-ring.js";
import type { KeptEnds, KeptPacket, StreamPart } from "./kept-packet.js";

/**
 * A packet as bytes: a head of fixed length, room for its fate on a wire, texts (comment, hosts, sockets), the packet itself. Numbers are
 * little-endian; what has no part in a stream has stream 0.
 */
const field = {
  seconds: 0,
  nanoseconds: 4,
  packetBytes: 8,
  commentBytes: 12,
  flags: 14,
  face: 15,
  stream: 16,
  order: 20,
  relativeSeq: 24,
  payloadStart: 28,
  payloadBytes: 32,
  sourcePort: 36,
  destinationPort: 38,
  at: 40,
  call: 48,
  sourceHostBytes: 56,
  destinationHostBytes: 57,
  sourceSocketBytes: 58,
  destinationSocketBytes: 59,
  fateBytes: 60,
} as const;
const HEAD_BYTES = 64;

/** Room for what becomes of a packet on a wire, which is known later. A longer text is cut. */
const FATE_BYTES = 128;
/** Of a packet that is not for the file. */
const NO_FACE = 0xff;

const flag = { isSecondSide: 1, hasSeq: 2 } as const;

type KeptPart = NonNullable<KeptPacket["part"]>;

export function packetRecordBytes({ bytes, comment, part, isCarried }: KeptPacket): number {
  const textBytes = part === null ? 0 : textsOf(part).reduce((sum, { length }) => sum + length, 0);
  return HEAD_BYTES + (isCarried ? FATE_BYTES : 0) + commentLength(comment) + textBytes + bytes.length;
}

/** Writes what `packetRecordBytes` has counted. */
export function writePacketRecord(memory: Buffer, start: number, packet: KeptPacket): void {
  const { bytes, seconds, nanoseconds, comment, part, face, isCarried } = packet;
  const fateBytes = isCarried ? FATE_BYTES : 0;
  memory.fill(0, start, start + HEAD_BYTES + fateBytes);
  memory[start + field.face] = face ?? NO_FACE;
  memory[start + field.fateBytes] = fateBytes;
  memory.writeUInt32LE(seconds, start + field.seconds);
  memory.writeUInt32LE(nanoseconds, start + field.nanoseconds);
  memory.writeUInt32LE(bytes.length, start + field.packetBytes);
  memory.writeUInt16LE(commentLength(comment), start + field.commentBytes);
  let at = start + HEAD_BYTES + fateBytes;
  if (comment !== null) at += memory.write(comment, at);
  if (part !== null) {
    writePart(memory, start, part);
    for (const text of textsOf(part)) at += memory.write(text, at, "latin1");
  }
  memory.set(bytes, at);
}

function writePart(memory: Buffer, start: number, part: KeptPart): void {
  const { side, relativeSeq, source, destination } = part;
  memory[start + field.flags] =
    (side === 1 ? flag.isSecondSide : 0) | (relativeSeq === null ? 0 : flag.hasSeq);
  memory.writeUInt32LE(part.stream, start + field.stream);
  memory.writeUInt32LE(part.order, start + field.order);
  memory.writeUInt32LE((relativeSeq ?? 0) >>> 0, start + field.relativeSeq);
  memory.writeUInt32LE(part.payloadStart, start + field.payloadStart);
  memory.writeUInt32LE(part.payloadBytes, start + field.payloadBytes);
  memory.writeUInt16LE(source.port, start + field.sourcePort);
  memory.writeUInt16LE(destination.port, start + field.destinationPort);
  memory.writeDoubleLE(part.at, start + field.at);
  memory.writeDoubleLE(part.call ?? 0, start + field.call);
  memory[start + field.sourceHostBytes] = source.host.length;
  memory[start + field.destinationHostBytes] = destination.host.length;
  memory[start + field.sourceSocketBytes] = source.socket?.length ?? 0;
  memory[start + field.destinationSocketBytes] = destination.socket?.length ?? 0;
}

/** The stream that a record's packet is part of; 0 where it is part of none. */
export function streamOfRecord({ memory, start }: RecordView): number {
  return memory.readUInt32LE(start + field.stream);
}

/** In memory of its own: the record's may soon be another lab's. */
export function readPacketRecord(record: RecordView): RecordedPacket {
  const { memory, start } = record;
  const commentStart = textStart(record);
  const commentEnd = commentStart + memory.readUInt16LE(start + field.commentBytes);
  return {
    bytes: Buffer.from(packetOfRecord(record)),
    seconds: memory.readUInt32LE(start + field.seconds),
    nanoseconds: memory.readUInt32LE(start + field.nanoseconds),
    comment:
      [memory.toString("utf8", commentStart, commentEnd), fateOf(record)].filter(Boolean).join("; ") || null,
    interface: memory[start + field.face] ?? 0,
  };
}

/** Whether a record's packet has a place in a capture file. */
export function isForFile({ memory, start }: RecordView): boolean {
  return memory[start + field.face] !== NO_FACE;
}

/** Puts down what became of a packet on a wire. */
export function writeFate({ memory, start }: RecordView, fate: string): void {
  const room = memory[start + field.fateBytes] ?? 0;
  memory.fill(0, start + HEAD_BYTES, start + HEAD_BYTES + room);
  memory.write(fate.slice(0, room), start + HEAD_BYTES, room, "latin1");
}

function fateOf({ memory, start }: RecordView): string {
  const from = start + HEAD_BYTES;
  return memory.toString("latin1", from, from + (memory[start + field.fateBytes] ?? 0)).replaceAll("\0", "");
}

function textStart({ memory, start }: Pick<RecordView, "memory" | "start">): number {
  return start + HEAD_BYTES + (memory[start + field.fateBytes] ?? 0);
}

/** The packet itself, in the record's memory. */
export function packetOfRecord({ memory, start, end }: RecordView): Buffer {
  return memory.subarray(end - memory.readUInt32LE(start + field.packetBytes), end);
}

/** Of a record whose packet is part of a stream. */
export function readStreamPart({ memory, start }: RecordView): StreamPart {
  const flags = memory[start + field.flags] ?? 0;
  const call = memory.readDoubleLE(start + field.call);
  return {
    side: (flags & flag.isSecondSide) === 0 ? 0 : 1,
    order: memory.readUInt32LE(start + field.order),
    at: memory.readDoubleLE(start + field.at),
    call: call === 0 ? undefined : call,
    relativeSeq: (flags & flag.hasSeq) === 0 ? null : memory.readUInt32LE(start + field.relativeSeq),
    payloadStart: memory.readUInt32LE(start + field.payloadStart),
    payloadBytes: memory.readUInt32LE(start + field.payloadBytes),
  };
}

/** Of a record whose packet is part of a stream. */
export function readEnds({ memory, start }: Pick<RecordView, "memory" | "start">): KeptEnds {
  let at = textStart({ memory, start }) + memory.readUInt16LE(start + field.commentBytes);
  const [sourceHost = "", destinationHost = "", sourceSocket = "", destinationSocket = ""] = [
    field.sourceHostBytes,
    field.destinationHostBytes,
    field.sourceSocketBytes,
    field.destinationSocketBytes,
  ].map((lengthField) => {
    const from = at;
    at += memory[start + lengthField] ?? 0;
    return memory.toString("latin1", from, at);
  });
  const sourcePort = memory.readUInt16LE(start + field.sourcePort);
  const destinationPort = memory.readUInt16LE(start + field.destinationPort);
  return {
    source: { host: sourceHost, port: sourcePort, socket: sourceSocket || null },
    destination: { host: destinationHost, port: destinationPort, socket: destinationSocket || null },
  };
}

/** Addresses and the ids of sockets: ASCII. */
function textsOf({ source, destination }: KeptEnds): string[] {
  return [source.host, destination.host, source.socket ?? "", destination.socket ?? ""];
}

function commentLength(comment: string | null): number {
  return comment === null ? 0 : Buffer.byteLength(comment);
}
