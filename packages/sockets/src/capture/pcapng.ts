/** One packet of a file. */
export interface RecordedPacket {
  /** From its IP header on. Copied before anything is yielded. */
  readonly bytes: Uint8Array;
  /** When it passed, by CLOCK_REALTIME. */
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Shown beside the packet by programs that read the file. */
  readonly comment: string | null;
  /** Which of the file's interfaces it left, from 0. */
  readonly interface: number;
}

export interface PcapngOptions {
  /** Names of the interfaces; none for one that stands for all there are. */
  readonly interfaces?: readonly string[];
  /** Packets that passed where these were captured, with those that are not here. */
  readonly receivedPackets: number;
  /** How many of them found no room in the kernel's buffer. */
  readonly droppedPackets: number;
  /** Who wrote the file. */
  readonly application: string;
  /** About the file as a whole. */
  readonly comment?: string;
  /** When it was written, in milliseconds since 1970. */
  readonly writtenAtMs: number;
  /** About the packets, once all have been written. */
  readonly endComment?: () => string | null;
}

const LITTLE_ENDIAN = true;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Packets begin with their IPv4 or IPv6 header: LINKTYPE_RAW. */
const LINKTYPE_RAW = 101;
const NANOSECONDS_EXPONENT = 9;

const blockType = { SECTION_HEADER: 0x0a0d0d0a, INTERFACE: 1, STATISTICS: 5, PACKET: 6 } as const;

/** Type and length before the body, the length once more after it. */
const FRAME_BYTES = 12;
const OPTION_HEADER_BYTES = 4;
const optionCode = { END: 0, COMMENT: 1 } as const;
const sectionOption = { APPLICATION: 4 } as const;
const interfaceOption = { NAME: 2, DESCRIPTION: 3, TIMESTAMP_RESOLUTION: 9 } as const;
const statisticsOption = { RECEIVED: 4, DROPPED_BY_SYSTEM: 7, DELIVERED: 8 } as const;

interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

const encoder = new TextEncoder();

/** Pieces are so large, or as large as a packet that is larger. */
const PIECE_BYTES = 64 * 1024;

/**
 * A capture file that Wireshark reads, piece by piece: pcapng (draft-ietf-opsawg-pcapng), one section, packets
 * in the order given, each asked for when it is its turn, and statistics that say what is missing.
 */
export function* pcapngPieces(
  packets: Iterable<RecordedPacket>,
  options: PcapngOptions,
): Generator<Uint8Array, void> {
  let piece = new Piece(PIECE_BYTES);
  piece.add(sectionHeader(options));
  const { interfaces = [] } = options;
  if (interfaces.length === 0)
    piece.add(interfaceDescription("any", "Every packet of the lab, as it left its sender"));
  for (const name of interfaces) piece.add(interfaceDescription(name, `Every packet as it left ${name}`));
  let delivered = 0;
  for (const packet of packets) {
    const comment = packet.comment === null ? null : encoder.encode(packet.comment);
    const lengthBytes = packetBlockBytes(packet, comment);
    const full = piece.freeBytes < lengthBytes ? piece : undefined;
    if (full !== undefined) piece = new Piece(Math.max(PIECE_BYTES, lengthBytes));
    writePacketBlock(piece.take(lengthBytes), packet, comment);
    if (full !== undefined) yield full.bytes();
    delivered += 1;
  }
  yield piece.bytes();
  yield interfaceStatistics(delivered, options);
}

/** Memory that blocks are written to, one behind the other. */
class Piece {
  readonly #memory: Uint8Array;
  #usedBytes = 0;

  constructor(bytes: number) {
    this.#memory = new Uint8Array(bytes);
  }

  get freeBytes(): number {
    return this.#memory.length - this.#usedBytes;
  }

  /** The next bytes, all 0. */
  take(bytes: number): Uint8Array {
    this.#usedBytes += bytes;
    return this.#memory.subarray(this.#usedBytes - bytes, this.#usedBytes);
  }

  add(bytes: Uint8Array): void {
    this.take(bytes.length).set(bytes);
  }

  bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#usedBytes);
  }
}

function sectionHeader({ application, comment }: PcapngOptions): Uint8Array {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setUint32(0, BYTE_ORDER_MAGIC, LITTLE_ENDIAN);
  view.setUint16(4, 1, LITTLE_ENDIAN);
  // The section's length is not given: -1.
  body.fill(0xff, 8);
  const options = comment === undefined ? [] : [textOption(optionCode.COMMENT, comment)];
  options.push(textOption(sectionOption.APPLICATION, application));
  return block(blockType.SECTION_HEADER, [body], options);
}

/** SnapLen 0: no packet has been cut. */
function interfaceDescription(name: string, description: string): Uint8Array {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setUint16(0, LINKTYPE_RAW, LITTLE_ENDIAN);
  return block(
    blockType.INTERFACE,
    [body],
    [
      textOption(interfaceOption.NAME, name),
      textOption(interfaceOption.DESCRIPTION, description),
      { code: interfaceOption.TIMESTAMP_RESOLUTION, value: Uint8Array.of(NANOSECONDS_EXPONENT) },
    ],
  );
}

/** Type, length, interface, stamp, both lengths of the packet. */
const PACKET_HEAD_BYTES = 28;

function packetBlockBytes({ bytes }: RecordedPacket, comment: Uint8Array | null): number {
  const optionBytes = comment === null ? 0 : 2 * OPTION_HEADER_BYTES + paddedLength(comment.length);
  return PACKET_HEAD_BYTES + paddedLength(bytes.length) + optionBytes + 4;
}

/** An enhanced packet block, into memory that is 0 and exactly as long as the block. */
function writePacketBlock(
  block: Uint8Array,
  { bytes, seconds, nanoseconds, interface: face }: RecordedPacket,
  comment: Uint8Array | null,
): void {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  view.setUint32(0, blockType.PACKET, LITTLE_ENDIAN);
  view.setUint32(4, block.length, LITTLE_ENDIAN);
  view.setUint32(8, face, LITTLE_ENDIAN);
  writeStamp(view, 12, BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds));
  view.setUint32(20, bytes.length, LITTLE_ENDIAN);
  view.setUint32(24, bytes.length, LITTLE_ENDIAN);
  block.set(bytes, PACKET_HEAD_BYTES);
  if (comment !== null) {
    const at = PACKET_HEAD_BYTES + paddedLength(bytes.length);
    view.setUint16(at, optionCode.COMMENT, LITTLE_ENDIAN);
    view.setUint16(at + 2, comment.length, LITTLE_ENDIAN);
    block.set(comment, at + OPTION_HEADER_BYTES);
  }
  view.setUint32(block.length - 4, block.length, LITTLE_ENDIAN);
}

function interfaceStatistics(delivered: number, options: PcapngOptions): Uint8Array {
  const body = new Uint8Array(12);
  writeStamp(new DataView(body.buffer), 4, BigInt(options.writtenAtMs) * 1_000_000n);
  const comment = options.endComment?.() ?? null;
  return block(
    blockType.STATISTICS,
    [body],
    [
      ...(comment === null ? [] : [textOption(optionCode.COMMENT, comment)]),
      countOption(statisticsOption.RECEIVED, options.receivedPackets),
      countOption(statisticsOption.DROPPED_BY_SYSTEM, options.droppedPackets),
      countOption(statisticsOption.DELIVERED, delivered),
    ],
  );
}

/** The high word comes first, whatever the byte order. */
function writeStamp(view: DataView, offset: number, nanoseconds: bigint): void {
  view.setUint32(offset, Number(nanoseconds >> 32n), LITTLE_ENDIAN);
  view.setUint32(offset + 4, Number(nanoseconds & 0xffff_ffffn), LITTLE_ENDIAN);
}

function textOption(code: number, text: string): Option {
  return { code, value: encoder.encode(text) };
}

function countOption(code: number, count: number): Option {
  const value = new Uint8Array(8);
  new DataView(value.buffer).setBigUint64(0, BigInt(count), LITTLE_ENDIAN);
  return { code, value };
}

function block(type: number, body: readonly Uint8Array[], options: readonly Option[]): Uint8Array {
  const parts = [...body, ...options.flatMap(encodeOption)];
  if (options.length > 0) parts.push(optionHeader(optionCode.END, 0));
  const length = FRAME_BYTES + parts.reduce((sum, part) => sum + part.length, 0);
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  view.setUint32(0, type, LITTLE_ENDIAN);
  view.setUint32(4, length, LITTLE_ENDIAN);
  return Buffer.concat([head, ...parts, head.subarray(4)]);
}

function encodeOption({ code, value }: Option): Uint8Array[] {
  return [optionHeader(code, value.length), padded(value)];
}

function optionHeader(code: number, length: number): Uint8Array {
  const header = new Uint8Array(OPTION_HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint16(0, code, LITTLE_ENDIAN);
  view.setUint16(2, length, LITTLE_ENDIAN);
  return header;
}

/** Everything stands on a multiple of four bytes. */
function paddedLength(bytes: number): number {
  return 4 * Math.ceil(bytes / 4);
}

function padded(bytes: Uint8Array): Uint8Array {
  const missing = paddedLength(bytes.length) - bytes.length;
  return missing === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(missing)]);
}
