import { crc32 } from "node:zlib";

export interface ZipEntry {
  /** With forward slashes. */
  path: string;
  data: Buffer;
}

/** 1 January 1980, the earliest that the format can say: archives do not depend on when they were made. */
const DATE = 0x0021;
const VERSION = 20;
const UTF8_PATHS = 0x0800;
const STORED = 0;

/**
 * A zip archive of files that are stored as they are (PKWARE's APPNOTE.TXT, 4.3): what serves it compresses it whole,
 * which is smaller than each file compressed by itself.
 */
export function zipStored(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, data } of entries) {
    const name = Buffer.from(path);
    const common = commonHeader(name, data);
    files.push(signature("PK\x03\x04"), common, name, data);
    directory.push(directoryHeader(common, offset), name);
    offset += 4 + common.length + name.length + data.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directoryBytes, end]);
}

/** What a file's own header and its entry in the directory share. */
function commonHeader(name: Buffer, data: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(UTF8_PATHS, 2);
  header.writeUInt16LE(STORED, 4);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc32(data), 10);
  header.writeUInt32LE(data.length, 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function directoryHeader(common: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.write("PK\x01\x02", "latin1");
  header.writeUInt16LE(VERSION, 4);
  common.copy(header, 6);
  header.writeUInt32LE(offset, 42);
  return header;
}

function signature(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
