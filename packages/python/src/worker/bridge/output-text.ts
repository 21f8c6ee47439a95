import type { OutputStream } from "../../shared/program.js";

/** Reads what a program prints as text; a character may come in two pieces. */
export class OutputText {
  readonly #decoders = {
    stdout: new TextDecoder("utf-8", { ignoreBOM: true }),
    stderr: new TextDecoder("utf-8", { ignoreBOM: true }),
  };

  read(stream: OutputStream, bytes: Uint8Array): string {
    return this.#decoders[stream].decode(bytes, { stream: true });
  }
}
