import { WasmReader } from "./wasm-module.js";

export const opcodes = {
  block: 0x02,
  end: 0x0b,
  br: 0x0c,
  return: 0x0f,
  call: 0x10,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load: 0x28,
  i32Const: 0x41,
  i32Add: 0x6a,
  i32Sub: 0x6b,
} as const;

/** Instructions that begin a block: block, loop, if, try, try_table. */
const BEGINNINGS: readonly number[] = [0x02, 0x03, 0x04, 0x06, 0x1f];

/** Ends a try without an `end` of its own. */
const DELEGATE = 0x18;

export interface Instruction {
  opcode: number;
  /** Where it begins and ends among the bytes. */
  from: number;
  to: number;
  /** How many blocks it is in, the function's body not counted. */
  depth: number;
}

/** The instructions of a function's body, with the `end` that closes the body as the last. */
export function* instructionsOf(code: Uint8Array): Generator<Instruction> {
  const reader = new WasmReader(code);
  let depth = 0;
  while (!reader.isAtEnd) {
    const from = reader.at;
    const opcode = reader.byte();
    skipImmediates(reader, opcode);
    if (opcode === opcodes.end || opcode === DELEGATE) depth -= 1;
    yield { opcode, from, to: reader.at, depth };
    if (BEGINNINGS.includes(opcode)) depth += 1;
  }
  if (depth !== -1) throw new Error("The blocks of a WebAssembly function do not match.");
}

type Immediates = "none" | "index" | "two" | "signed" | "bytes4" | "bytes8" | "table" | "prefixed";

/** What follows the opcodes from the first to the second, both included; what the compiler of this Pyodide does not use is missing. */
const immediates: readonly (readonly [first: number, last: number, what: Immediates])[] = [
  [0x00, 0x01, "none"],
  // Types of blocks.
  [0x02, 0x04, "signed"],
  [0x05, 0x05, "none"],
  [0x06, 0x06, "signed"],
  // Indices of tags, labels, functions.
  [0x07, 0x09, "index"],
  [0x0b, 0x0b, "none"],
  [0x0c, 0x0d, "index"],
  [0x0e, 0x0e, "table"],
  [0x0f, 0x0f, "none"],
  [0x10, 0x10, "index"],
  [0x11, 0x11, "two"],
  [0x18, 0x18, "index"],
  [0x19, 0x1b, "none"],
  // Locals, globals, tables.
  [0x20, 0x26, "index"],
  // Alignment and offset.
  [0x28, 0x3e, "two"],
  [0x3f, 0x40, "index"],
  [0x41, 0x42, "signed"],
  [0x43, 0x43, "bytes4"],
  [0x44, 0x44, "bytes8"],
  [0x45, 0xc4, "none"],
  [0xfc, 0xfc, "prefixed"],
];

const immediatesOf = new Map(
  immediates.flatMap(([first, last, what]) =>
    Array.from({ length: last - first + 1 }, (_, index) => [first + index, what] as const),
  ),
);

const skip: Readonly<Record<Immediates, (reader: WasmReader) => void>> = {
  none: () => {},
  index: (reader) => skipNumbers(reader, 1),
  two: (reader) => skipNumbers(reader, 2),
  signed: (reader) => reader.skipSigned(),
  bytes4: (reader) => reader.bytes(4),
  bytes8: (reader) => reader.bytes(8),
  table: (reader) => skipNumbers(reader, reader.unsigned() + 1),
  prefixed: (reader) => {
    // Saturating conversions, memory.copy, memory.fill.
    const code = reader.unsigned();
    const count = code <= 7 ? 0 : { 10: 2, 11: 1 }[code];
    if (count === undefined) throw new Error(`WebAssembly's instruction 0xfc ${code} is not known here.`);
    skipNumbers(reader, count);
  },
};

function skipImmediates(reader: WasmReader, opcode: number): void {
  const what = immediatesOf.get(opcode);
  if (what === undefined)
    throw new Error(`WebAssembly's instruction 0x${opcode.toString(16)} is not known here.`);
  skip[what](reader);
}

function skipNumbers(reader: WasmReader, count: number): void {
  for (let index = 0; index < count; index++) reader.unsigned();
}
