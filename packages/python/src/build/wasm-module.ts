/** Binary format of WebAssembly, as far as function bodies are rewritten: https://webassembly.github.io/spec/core/binary/ */

const HEADER_BYTES = 8;

const decoder = new TextDecoder();

export const sections = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;

export interface Section {
  id: number;
  content: Uint8Array;
}

/** Reads numbers and vectors one after the other. */
export class WasmReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new Error("The WebAssembly module ends too early.");
    return byte;
  }

  /** An unsigned number of 32 bits in LEB128. */
  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** A signed number of any size, whose value is of no interest. */
  skipSigned(): void {
    while (this.byte() >= 0x80);
  }

  bytes(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    return decoder.decode(this.bytes(this.unsigned()));
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.unsigned() }, read);
  }
}

export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

export function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest < -0x40 || rest >= 0x40; rest = Math.floor(rest / 0x80)) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest & 0x7f];
}

export function readSections(wasm: Uint8Array): Section[] {
  const reader = new WasmReader(wasm, HEADER_BYTES);
  const found: Section[] = [];
  while (!reader.isAtEnd) found.push({ id: reader.byte(), content: reader.bytes(reader.unsigned()) });
  return found;
}

export function writeModule(wasm: Uint8Array, found: readonly Section[]): Uint8Array<ArrayBuffer> {
  const parts = found.flatMap(({ id, content }) => [
    Uint8Array.of(id, ...unsignedLeb(content.length)),
    content,
  ]);
  return concatenated([wasm.subarray(0, HEADER_BYTES), ...parts]);
}

export function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
