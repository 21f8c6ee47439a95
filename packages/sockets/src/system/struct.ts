/**
 * C structs, declared by their fields: offsets, padding and size follow from the ABI's alignment rules, which are the same
 * on x86-64 and arm64 for the types below. A field that is a number is read and written by its own `get` and `set`, from
 * where the struct starts in a view. structs.test.ts compares all declarations with the C compiler's.
 */

const LITTLE_ENDIAN = true;
const HIGH_WORD = 2 ** 32;

/** How a type is laid out, and what stands for a field of it at an offset. */
export interface CType<F> {
  readonly sizeBytes: number;
  readonly alignBytes: number;
  place(offset: number): F;
}

abstract class Field {
  readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }
}

class Unsigned8 extends Field {
  get(view: DataView, start = 0): number {
    return view.getUint8(start + this.offset);
  }
  set(view: DataView, value: number, start = 0): void {
    view.setUint8(start + this.offset, value);
  }
}

class Unsigned16 extends Field {
  get(view: DataView, start = 0): number {
    return view.getUint16(start + this.offset, LITTLE_ENDIAN);
  }
  set(view: DataView, value: number, start = 0): void {
    view.setUint16(start + this.offset, value, LITTLE_ENDIAN);
  }
}

class Signed16 extends Field {
  get(view: DataView, start = 0): number {
    return view.getInt16(start + this.offset, LITTLE_ENDIAN);
  }
  set(view: DataView, value: number, start = 0): void {
    view.setInt16(start + this.offset, value, LITTLE_ENDIAN);
  }
}

class Unsigned32 extends Field {
  get(view: DataView, start = 0): number {
    return view.getUint32(start + this.offset, LITTLE_ENDIAN);
  }
  set(view: DataView, value: number, start = 0): void {
    view.setUint32(start + this.offset, value, LITTLE_ENDIAN);
  }
}

class Signed32 extends Field {
  get(view: DataView, start = 0): number {
    return view.getInt32(start + this.offset, LITTLE_ENDIAN);
  }
  set(view: DataView, value: number, start = 0): void {
    view.setInt32(start + this.offset, value, LITTLE_ENDIAN);
  }
}

class Unsigned64 extends Field {
  get(view: DataView, start = 0): number {
    const at = start + this.offset;
    return view.getUint32(at, LITTLE_ENDIAN) + view.getUint32(at + 4, LITTLE_ENDIAN) * HIGH_WORD;
  }
  set(view: DataView, value: number, start = 0): void {
    const at = start + this.offset;
    view.setUint32(at, value % HIGH_WORD, LITTLE_ENDIAN);
    view.setUint32(at + 4, Math.floor(value / HIGH_WORD), LITTLE_ENDIAN);
  }
}

class Signed64 extends Field {
  get(view: DataView, start = 0): number {
    const at = start + this.offset;
    return view.getUint32(at, LITTLE_ENDIAN) + view.getInt32(at + 4, LITTLE_ENDIAN) * HIGH_WORD;
  }
}

class Pointer extends Field {
  set(view: DataView, address: bigint, start = 0): void {
    view.setBigUint64(start + this.offset, address, LITTLE_ENDIAN);
  }
}

class Network16 extends Field {
  get(view: DataView, start = 0): number {
    return view.getUint16(start + this.offset);
  }
  set(view: DataView, value: number, start = 0): void {
    view.setUint16(start + this.offset, value);
  }
}

class Network32 extends Field {
  get(view: DataView, start = 0): number {
    return view.getUint32(start + this.offset);
  }
  set(view: DataView, value: number, start = 0): void {
    view.setUint32(start + this.offset, value);
  }
}

class Bytes extends Field {
  readonly lengthBytes: number;

  constructor(offset: number, lengthBytes: number) {
    super(offset);
    this.lengthBytes = lengthBytes;
  }
  /** The same memory, no copy. */
  get(view: DataView, start = 0): Uint8Array {
    return new Uint8Array(view.buffer, view.byteOffset + start + this.offset, this.lengthBytes);
  }
  set(view: DataView, bytes: ArrayLike<number>, start = 0): void {
    this.get(view, start).set(bytes);
  }
}

function number<F>(sizeBytes: number, Class: new (offset: number) => F, alignBytes = sizeBytes): CType<F> {
  return { sizeBytes, alignBytes, place: (offset) => new Class(offset) };
}

export const u8 = number(1, Unsigned8);
export const u16 = number(2, Unsigned16);
export const i16 = number(2, Signed16);
export const u32 = number(4, Unsigned32);
export const i32 = number(4, Signed32);
/** As a number: exact up to 2^53. */
export const u64 = number(8, Unsigned64);
export const i64 = number(8, Signed64);
/** `__u32[2]` that holds one number, its low word first. */
export const u64InWords = number(8, Unsigned64, 4);
export const pointer = number(8, Pointer);
/** In network order. */
export const be16 = number(2, Network16);
export const be32 = number(4, Network32);

/** `char[lengthBytes]`, or what is aligned by the fields before it. */
export function bytes(lengthBytes: number): CType<Bytes> {
  return { sizeBytes: lengthBytes, alignBytes: 1, place: (offset) => new Bytes(offset, lengthBytes) };
}

type Members = Readonly<Record<string, CType<unknown>>>;
type Fields<M extends Members> = {
  readonly [Name in keyof M]: M[Name] extends CType<infer F> ? F : never;
};

/** A struct, which may itself be the type of a field. */
export interface Struct<M extends Members> extends CType<Fields<M>> {
  /** As in C: `struct msghdr`. */
  readonly name: string;
  readonly members: M;
  readonly fields: Fields<M>;
}

/** Declares a struct with its fields in order. A packed one has no padding, as with GCC's attribute. */
export function struct<const M extends Members>(
  name: string,
  members: M,
  { isPacked = false } = {},
): Struct<M> {
  const offsets: [string, number][] = [];
  let end = 0;
  let alignBytes = 1;
  for (const [member, type] of Object.entries(members)) {
    const offset = isPacked ? end : aligned(end, type.alignBytes);
    offsets.push([member, offset]);
    end = offset + type.sizeBytes;
    if (!isPacked) alignBytes = Math.max(alignBytes, type.alignBytes);
  }
  const place = (start: number) =>
    Object.fromEntries(
      offsets.map(([member, offset]) => [member, members[member]?.place(start + offset)]),
    ) as Fields<M>;
  return { name, members, sizeBytes: aligned(end, alignBytes), alignBytes, place, fields: place(0) };
}

/** The next multiple of `alignBytes`, a power of 2, from `length` on. */
export function aligned(length: number, alignBytes: number): number {
  return (length + alignBytes - 1) & -alignBytes;
}
