import type { ByteBuffer } from "./byte-buffer.js";
import { quoted, type ResponseFault } from "./response-fault.js";

const LF = 10;
const CR = 13;

/** Characters of a chunk's line, with its extensions; one without an end is none. */
const MAX_LINE = 1024;

/** Where it is: in a chunk's size, its data, the CRLF after it, the trailer, or behind all of it. */
type Place = "size" | "data" | "dataEnd" | "trailer" | "end";

/** Takes a body out of its chunks (RFC 9112 §7.1), byte by byte as they come. What is no chunk is taken as it is. */
export class ChunkReader {
  readonly #body: ByteBuffer;
  readonly #report: (fault: ResponseFault) => void;
  #place: Place = "size";
  #line = "";
  #missing = 0;

  constructor(body: ByteBuffer, report: (fault: ResponseFault) => void) {
    this.#body = body;
    this.#report = report;
  }

  /** Whether the last chunk and what follows it are there, or what comes are no chunks. */
  push(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length && this.#place !== "end") {
      if (this.#place === "data") {
        const taken = Math.min(this.#missing, bytes.length - at);
        this.#body.append(bytes.subarray(at, at + taken));
        at += taken;
        this.#missing -= taken;
        if (this.#missing === 0) this.#place = "dataEnd";
        continue;
      }
      const byte = bytes[at] ?? 0;
      at += 1;
      if (byte === LF) this.#endLine();
      else if (this.#line.length < MAX_LINE) this.#line += String.fromCharCode(byte);
      if (this.#place === "dataEnd" && this.#line.length > 1) this.#fail("chunkEnd");
      if (this.#place === "size" && this.#line.length >= MAX_LINE) this.#fail("chunkSize");
    }
    return this.#place === "end";
  }

  #endLine(): void {
    const hasCr = this.#line.charCodeAt(this.#line.length - 1) === CR;
    if (!hasCr) this.#report({ kind: "bareLf" });
    const line = hasCr ? this.#line.slice(0, -1) : this.#line;
    switch (this.#place) {
      case "size":
        this.#beginChunk(line);
        break;
      case "dataEnd":
        if (line === "") this.#place = "size";
        else this.#fail("chunkEnd");
        break;
      case "trailer":
        if (line === "") this.#place = "end";
        break;
      default:
        break;
    }
    this.#line = "";
  }

  #beginChunk(line: string): void {
    const size = /^([0-9a-f]{1,12})[ \t]*(;.*)?$/i.exec(line)?.[1];
    if (size === undefined) {
      this.#fail("chunkSize", line);
      return;
    }
    this.#missing = Number.parseInt(size, 16);
    this.#place = this.#missing === 0 ? "trailer" : "data";
  }

  /** Where the next chunk begins can no longer be known. */
  #fail(kind: "chunkSize" | "chunkEnd", line: string = this.#line): void {
    this.#report({ kind, text: quoted(line) });
    this.#place = "end";
    this.#line = "";
  }
}
