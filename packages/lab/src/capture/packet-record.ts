import type { StreamSide } from "@sockpit/protocol";
import type { RecordedPacket } from "@sockpit/sockets";
import type { KeptPacket, StreamPart } from "./kept-packet.js";

/**
 * A packet as bytes: a head of fixed length, texts (comment, hosts, sockets), the packet itself. Numbers are
 * little-endian; what has no part in a stream has stream 0.
 */
const field = {
  seconds: 0,
  nanoseconds: 4,
  packetBytes: 8,
  commentBytes: 12,
  flags: 14,
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
} as const;
const HEAD_BYTES = 60;

/** A comment of no characters is none; a socket's id and a host have some. */
const flag = { side: 1, hasSeq: 2 } as const;

export function packetRecordBytes({ bytes, comment, part }: KeptPacket): number {
  return HEAD_BYTES + commentLength(comment) + (part === null ? 0 : textLength(part)) + bytes.length;
}

/** Writes what `packetRecordBytes` has counted. */
export function writePacketRecord(memory: Buffer, start: number, packet: KeptPacket): void {
  const { bytes, seconds, nanoseconds, comment, part } = packet;
  memory.fill(0, start, start + HEAD_BYTES);
  memory.writeUInt32LE(seconds, start + field.seconds);
  memory.writeUInt32LE(nanoseconds, start + field.nanoseconds);
  memory.writeUInt32LE(bytes.length, start + field.packetBytes);
  memory.writeUInt16LE(commentLength(comment), start + field.commentBytes);
  let at = start + HEAD_BYTES;
  if (comment !== null) at += memory.write(comment, at);
  if (part !== null) {
    writePart(memory, start, part);
    for (const text of textsOf(part)) at += memory.write(text, at, "latin1");
  }
  memory.set(bytes, at);
}

function writePart(memory: Buffer, start: number, part: StreamPart): void {
  const { side, relativeSeq, source, destination } = part;
  memory[start + field.flags] = (side === 1 ? flag.side : 0) | (relativeSeq === null ? 0 : flag.hasSeq);
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
export function streamOfRecord(record: Buffer): number {
  return record.readUInt32LE(field.stream);
}

/** `bytes` shares the record's memory. */
export function readPacketRecord(record: Buffer): RecordedPacket {
  const commentBytes = record.readUInt16LE(field.commentBytes);
  const comment = commentBytes === 0 ? null : record.toString("utf8", HEAD_BYTES, HEAD_BYTES + commentBytes);
  return {
    bytes: packetOfRecord(record),
    seconds: record.readUInt32LE(field.seconds),
    nanoseconds: record.readUInt32LE(field.nanoseconds),
    comment,
  };
}

/** The packet itself, in the record's memory. */
export function packetOfRecord(record: Buffer): Buffer {
  return record.subarray(record.length - record.readUInt32LE(field.packetBytes));
}

/** Of a record whose packet is part of a stream. */
export function readStreamPart(record: Buffer): StreamPart {
  const flags = record[field.flags] ?? 0;
  const side: StreamSide = (flags & flag.side) === 0 ? 0 : 1;
  const call = record.readDoubleLE(field.call);
  let at = HEAD_BYTES + record.readUInt16LE(field.commentBytes);
  const text = (lengthField: number): string => {
    const end = at + (record[lengthField] ?? 0);
    const read = record.toString("latin1", at, end);
    at = end;
    return read;
  };
  const sourceHost = text(field.sourceHostBytes);
  const destinationHost = text(field.destinationHostBytes);
  const sourceSocket = text(field.sourceSocketBytes);
  const destinationSocket = text(field.destinationSocketBytes);
  return {
    stream: streamOfRecord(record),
    side,
    order: record.readUInt32LE(field.order),
    at: record.readDoubleLE(field.at),
    call: call === 0 ? undefined : call,
    source: { host: sourceHost, port: record.readUInt16LE(field.sourcePort), socket: sourceSocket || null },
    destination: {
      host: destinationHost,
      port: record.readUInt16LE(field.destinationPort),
      socket: destinationSocket || null,
    },
    relativeSeq: (flags & flag.hasSeq) === 0 ? null : record.readUInt32LE(field.relativeSeq),
    payloadStart: record.readUInt32LE(field.payloadStart),
    payloadBytes: record.readUInt32LE(field.payloadBytes),
  };
}

/** Addresses and the ids of sockets: ASCII. */
function textsOf({ source, destination }: StreamPart): string[] {
  return [source.host, destination.host, source.socket ?? "", destination.socket ?? ""];
}

function textLength({ source, destination }: StreamPart): number {
  const { length: ofSource } = source.socket ?? "";
  const { length: ofDestination } = destination.socket ?? "";
  return source.host.length + destination.host.length + ofSource + ofDestination;
}

function commentLength(comment: string | null): number {
  return comment === null ? 0 : Buffer.byteLength(comment);
}
