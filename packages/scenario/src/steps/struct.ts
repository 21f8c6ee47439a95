import type { RuntimeValue } from "./runtime-value.js";
import { isBytes } from "./runtime-value.js";
import { StepError } from "./step-error.js";

/** Bytes of each code: docs.python.org, "struct", standard sizes. `x` is a pad byte. */
const STANDARD: Readonly<Record<string, number>> = {
  x: 1,
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
};

/** Bytes of a format's values together: a header, not a file. */
const MOST_BYTES = 65_536;

interface Field {
  readonly code: string;
  readonly lengthBytes: number;
  /** Where it begins. */
  readonly offset: number;
}

interface Layout {
  readonly fields: readonly Field[];
  readonly lengthBytes: number;
  readonly isLittleEndian: boolean;
}

/** `struct.pack("!HI", 1, 2)` */
export function pack(format: RuntimeValue, values: readonly RuntimeValue[]): Uint8Array {
  const { fields, lengthBytes, isLittleEndian } = layoutOf(format);
  const taken = fields.filter(({ code }) => code !== "x");
  if (taken.length !== values.length)
    throw fault(`pack expected ${taken.length} items for packing (got ${values.length})`);
  const bytes = new Uint8Array(lengthBytes);
  const view = new DataView(bytes.buffer);
  for (const [at, field] of taken.entries()) {
    const value = values[at];
    if (field.code === "s") {
      if (value === undefined || !isBytes(value)) throw fault("argument for 's' must be a bytes object");
      bytes.set(value.subarray(0, field.lengthBytes), field.offset);
    } else write(view, { field, value, isLittleEndian });
  }
  return bytes;
}

/** `struct.unpack("!HI", data)`: a tuple. */
export function unpack(format: RuntimeValue, data: RuntimeValue): readonly RuntimeValue[] {
  const { fields, lengthBytes, isLittleEndian } = layoutOf(format);
  if (!isBytes(data)) throw new StepError("TypeError", "struct.unpack() needs bytes");
  if (data.length !== lengthBytes)
    throw fault(`unpack requires a buffer of ${lengthBytes} bytes (got ${data.length})`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return fields.flatMap((field): RuntimeValue[] => {
    const { code, lengthBytes: length, offset } = field;
    if (code === "x") return [];
    if (code === "s") return [data.slice(offset, offset + length)];
    let value = 0n;
    for (let at = 0; at < length; at++)
      value = (value << 8n) | BigInt(view.getUint8(isLittleEndian ? offset + length - 1 - at : offset + at));
    return [Number(code === code.toLowerCase() ? BigInt.asIntN(length * 8, value) : value)];
  });
}

function write(
  view: DataView,
  {
    field,
    value,
    isLittleEndian,
  }: { field: Field; value: RuntimeValue | undefined; isLittleEndian: boolean },
): void {
  const { code, lengthBytes, offset } = field;
  if (typeof value !== "number" || !Number.isInteger(value))
    throw fault("required argument is not an integer");
  const isSigned = code === code.toLowerCase();
  const given = BigInt(value);
  const bits = lengthBytes * 8;
  if ((isSigned ? BigInt.asIntN(bits, given) : BigInt.asUintN(bits, given)) !== given)
    throw fault(`'${code}' does not hold ${value}`);
  for (let at = 0; at < lengthBytes; at++) {
    const byte = Number(BigInt.asUintN(8, given >> BigInt(8 * at)));
    view.setUint8(isLittleEndian ? offset + at : offset + lengthBytes - 1 - at, byte);
  }
}

function layoutOf(format: RuntimeValue): Layout {
  const [, order = "", codes = ""] =
    (typeof format === "string" && /^([@=<>!]?)([\s\w]*)$/.exec(format)) || [];
  // Without a prefix, and with `@`, sizes and places are those of C on 64-bit Linux.
  const isNative = order === "" || order === "@";
  const fields: Field[] = [];
  let offset = 0;
  let isRight = typeof format === "string" && codes.replace(/\d*[xbBhHiIlLqQs]|\s+/g, "") === "";
  for (const [, count = "", code = ""] of codes.matchAll(/(\d*)([a-zA-Z])/g)) {
    const times = count === "" ? 1 : Number(count);
    if (offset + times * 8 > MOST_BYTES) throw fault(`more than ${MOST_BYTES} bytes`);
    const one = isNative && (code === "l" || code === "L") ? 8 : STANDARD[code];
    if (code === "s") {
      fields.push({ code, lengthBytes: times, offset });
      offset += times;
    } else if (one === undefined) isRight = false;
    else {
      if (isNative) offset = Math.ceil(offset / one) * one;
      for (let at = 0; at < times; at++) {
        fields.push({ code, lengthBytes: one, offset });
        offset += one;
      }
    }
  }
  if (!isRight) throw fault(`bad format: codes are ${Object.keys(STANDARD).join(", ")}, s`);
  return { fields, lengthBytes: offset, isLittleEndian: order !== "!" && order !== ">" };
}

const fault = (message: string) => new StepError("struct.error", message);
