/** A packet as the file has it. */
export interface ReadPacket {
  stampNs: bigint;
  bytes: Buffer;
  comment: string | null;
}

export interface ReadFile {
  application: string | null;
  linkType: number;
  packets: ReadPacket[];
  received: bigint;
  dropped: bigint;
  delivered: bigint;
}

type Options = ReadonlyMap<number, Buffer>;

/** Reads a little-endian pcapng file of one section, as draft-ietf-opsawg-pcapng describes it, and trusts nothing in it. */
export function readPcapng(file: Buffer): ReadFile {
  const found: ReadFile = {
    application: null,
    linkType: -1,
    packets: [],
    received: -1n,
    dropped: -1n,
    delivered: -1n,
  };
  let at = 0;
  while (at < file.length) {
    const type = file.readUInt32LE(at);
    const length = file.readUInt32LE(at + 4);
    if (length % 4 !== 0 || file.readUInt32LE(at + length - 4) !== length) throw new Error(`block at ${at}`);
    if ((at === 0) !== (type === 0x0a0d0d0a)) throw new Error("the section header comes first, and once");
    readBlock(found, type, file.subarray(at + 8, at + length - 4));
    at += length;
  }
  return found;
}

function readBlock(found: ReadFile, type: number, body: Buffer): void {
  if (type === 0x0a0d0d0a) {
    if (body.readUInt32LE(0) !== 0x1a2b3c4d || body.readUInt16LE(4) !== 1) throw new Error("not version 1");
    found.application = readOptions(body.subarray(16)).get(4)?.toString() ?? null;
  } else if (type === 1) {
    found.linkType = body.readUInt16LE(0);
    if (readOptions(body.subarray(8)).get(9)?.readUInt8() !== 9) throw new Error("not in nanoseconds");
  } else if (type === 6) {
    const stampNs = (BigInt(body.readUInt32LE(4)) << 32n) + BigInt(body.readUInt32LE(8));
    const captured = body.readUInt32LE(12);
    if (captured !== body.readUInt32LE(16)) throw new Error("a packet is cut");
    const comment = readOptions(body.subarray(20 + Math.ceil(captured / 4) * 4)).get(1);
    const bytes = body.subarray(20, 20 + captured);
    found.packets.push({ stampNs, bytes, comment: comment?.toString() ?? null });
  } else if (type === 5) {
    const options = readOptions(body.subarray(12));
    found.received = options.get(4)?.readBigUInt64LE() ?? -1n;
    found.dropped = options.get(7)?.readBigUInt64LE() ?? -1n;
    found.delivered = options.get(8)?.readBigUInt64LE() ?? -1n;
  } else throw new Error(`block type ${type}`);
}

function readOptions(bytes: Buffer): Options {
  const options = new Map<number, Buffer>();
  let at = 0;
  while (at < bytes.length) {
    const code = bytes.readUInt16LE(at);
    const length = bytes.readUInt16LE(at + 2);
    if (code === 0) {
      if (length !== 0 || at + 4 !== bytes.length) throw new Error("options go on after their end");
      return options;
    }
    options.set(code, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  if (bytes.length > 0) throw new Error("options have no end");
  return options;
}
