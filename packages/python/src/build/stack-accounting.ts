import { instructionsOf, opcodes } from "./wasm-instructions.js";
import {
  concatenated,
  readSections,
  sections,
  signedLeb,
  unsignedLeb,
  WasmReader,
  writeModule,
} from "./wasm-module.js";

/** Where a PyThreadState has its `c_stack_soft_limit`, in bytes: CPython 3.14, 32 bits (internal/pycore_tstate.h). */
const SOFT_LIMIT_BYTES = 0x2c8;

const SOFT_LIMIT_LOAD = [opcodes.i32Load, 2, ...unsignedLeb(SOFT_LIMIT_BYTES)];

/** Of these it is known that they look at the limit. */
const KNOWN = ["_PyEval_EvalFrameDefault", "_Py_Dealloc", "PyObject_Repr", "PyObject_RichCompare"];

/** Looks at the limit for the function that calls it. */
const CHECK = "Py_EnterRecursiveCall";

/** The same for rules of the parser, of which twenty call each other for one parenthesis. */
const CHECK_OF_PARSER = "_Py_ReachedRecursionLimitWithMargin";

/** The compiler's own copies of `CHECK` are no longer than this. */
const COPY_BYTES = 64;

/**
 * What a function takes of the browser's stack, with what it calls on the way to the next that looks at the limit: measured in Chromium,
 * where the stack of about 984 KB was full when 0.88 to 2 million bytes of the one in memory were taken, whatever recursed.
 */
const FRAME_BYTES = 192;
const PARSER_FRAME_BYTES = 32;
const LOCAL_BYTES = 8;

interface FunctionType {
  parameters: number;
  results: number[];
}

/**
 * Pyodide's WebAssembly, changed so that CPython notices how deep the browser's stack is. CPython compares the place in its own
 * stack, which is in WebAssembly's memory, with a limit (`c_stack_soft_limit`). That stack holds only variables whose address is taken:
 * a recursion in C, such as of `repr` or of freeing a list, hardly uses it while it fills the browser's, which ends the interpreter.
 * So each function that looks at the limit takes about as many bytes of it as it takes of the browser's.
 */
export function accountForStack(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const found = readSections(wasm);
  const contentOf = (id: number) => found.find((section) => section.id === id)?.content ?? new Uint8Array();
  const types = readTypes(contentOf(sections.type));
  const typeOfFunction = new WasmReader(contentOf(sections.function));
  const typeIndices = typeOfFunction.list(() => typeOfFunction.unsigned());
  const imported = importedFunctions(contentOf(sections.import));
  const { functions, globals } = readExports(contentOf(sections.export));
  const code = new WasmReader(contentOf(sections.code));
  const bodies = code.list(() => code.bytes(code.unsigned()));

  const stackPointer = globals.get("__stack_pointer");
  const looking = new Set([...bodies.keys()].filter((index) => includes(bodies[index], SOFT_LIMIT_LOAD)));
  const missing = KNOWN.filter((name) => !looking.has(indexOf(functions, name) - imported));
  if (stackPointer === undefined || missing.length > 0) {
    throw new Error(
      `This Pyodide's functions do not look at the stack's limit as expected: ${missing.join(", ")}.`,
    );
  }
  const copies = [...looking].filter((index) => (bodies[index]?.length ?? 0) <= COPY_BYTES);
  const checks = [indexOf(functions, CHECK), ...copies.map((index) => imported + index)].map(callOf);
  const parserCheck = callOf(indexOf(functions, CHECK_OF_PARSER));

  const changed = bodies.map((body, index) => {
    const type = types[typeIndices[index] ?? -1];
    if (type === undefined) return body;
    const isConcerned = looking.has(index) || checks.some((check) => includes(body, check));
    if (isConcerned) return withFrame(body, type, { stackPointer, bytes: FRAME_BYTES });
    return includes(body, parserCheck)
      ? withFrame(body, type, { stackPointer, bytes: PARSER_FRAME_BYTES })
      : body;
  });
  const content = concatenated([
    Uint8Array.from(unsignedLeb(changed.length)),
    ...changed.flatMap((body) => [Uint8Array.from(unsignedLeb(body.length)), body]),
  ]);
  return writeModule(
    wasm,
    found.map((section) => (section.id === sections.code ? { ...section, content } : section)),
  );
}

/** A body that takes bytes of the stack in memory while it runs, in a block that `return` leaves. */
function withFrame(
  body: Uint8Array,
  { parameters, results }: FunctionType,
  { stackPointer, bytes }: { stackPointer: number; bytes: number },
): Uint8Array {
  const reader = new WasmReader(body);
  const groups = reader.list(() => {
    const count = reader.unsigned();
    reader.byte();
    return count;
  });
  const locals = groups.reduce((sum, count) => sum + count, parameters);
  const code = body.subarray(reader.at);
  const [result = NO_RESULT, ...others] = results;
  if (others.length > 0) throw new Error("A function with several results is not known here.");

  // CPython and C's ABI keep the stack aligned to 16 bytes.
  const frameBytes = signedLeb(Math.ceil((bytes + LOCAL_BYTES * locals) / 16) * 16);
  const move = (operation: number) =>
    Uint8Array.of(
      ...[opcodes.globalGet, ...unsignedLeb(stackPointer), opcodes.i32Const, ...frameBytes, operation],
      ...[opcodes.globalSet, ...unsignedLeb(stackPointer)],
    );
  const parts = [body.subarray(0, reader.at), move(opcodes.i32Sub), Uint8Array.of(opcodes.block, result)];
  let copiedTo = 0;
  for (const { opcode, from, to, depth } of instructionsOf(code)) {
    if (opcode !== opcodes.return) continue;
    parts.push(code.subarray(copiedTo, from), Uint8Array.of(opcodes.br, ...unsignedLeb(depth)));
    copiedTo = to;
  }
  return concatenated([...parts, code.subarray(copiedTo), move(opcodes.i32Add), Uint8Array.of(opcodes.end)]);
}

/** The type of a block without one. */
const NO_RESULT = 0x40;

function callOf(index: number): number[] {
  return [opcodes.call, ...unsignedLeb(index)];
}

function indexOf(functions: ReadonlyMap<string, number>, name: string): number {
  const index = functions.get(name);
  if (index === undefined) throw new Error(`This Pyodide does not export ${name}.`);
  return index;
}

function includes(bytes: Uint8Array = new Uint8Array(), sequence: readonly number[]): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(sequence));
}

function readTypes(content: Uint8Array): FunctionType[] {
  const reader = new WasmReader(content);
  return reader.list(() => {
    if (reader.byte() !== 0x60) throw new Error("A type that is no function's is not known here.");
    const parameters = reader.list(() => reader.byte());
    return { parameters: parameters.length, results: reader.list(() => reader.byte()) };
  });
}

/** How many functions are imported: these have the first numbers. */
function importedFunctions(content: Uint8Array): number {
  const reader = new WasmReader(content);
  const skipLimits = () => {
    const hasMaximum = reader.unsigned() & 1;
    reader.unsigned();
    if (hasMaximum) reader.unsigned();
  };
  const kinds = reader.list(() => {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind === 1) reader.byte();
    if (kind === 1 || kind === 2) skipLimits();
    else if (kind === 3) reader.bytes(2);
    else if (kind === 4) reader.byte();
    if (kind === 0 || kind === 4) reader.unsigned();
    return kind;
  });
  return kinds.filter((kind) => kind === 0).length;
}

function readExports(content: Uint8Array): { functions: Map<string, number>; globals: Map<string, number> } {
  const reader = new WasmReader(content);
  const functions = new Map<string, number>();
  const globals = new Map<string, number>();
  reader.list(() => {
    const name = reader.text();
    const kind = reader.byte();
    const index = reader.unsigned();
    if (kind === 0) functions.set(name, index);
    else if (kind === 3) globals.set(name, index);
  });
  return { functions, globals };
}
