import { ByteBuffer } from "./byte-buffer.js";
import { ChunkReader } from "./chunk-reader.js";
import type { ResponseFault, ResponseFaultKind } from "./response-fault.js";
import {
  type BodyFraming,
  framingOf,
  type HeaderField,
  readHeaderLine,
  readStatusLine,
  type StatusLine,
} from "./response-head.js";

/** Bytes of an answer that are kept. A page with pictures has fewer. */
export const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

/** Bytes of a head, as Node has it (16 KiB): a head without an end is none. */
const MAX_HEAD_BYTES = 16 * 1024;

const LF = 10;
const CR = 13;

/**
 * How an answer came to its end. `closed`: by the other side. `timedOut`: nothing came for too long. `reset`: the kernel said
 * so. `stopped`: by the person.
 */
export type ResponseEnd = "closed" | "timedOut" | "reset" | "stopped";

export interface HttpResponse {
  readonly statusLine: StatusLine | undefined;
  readonly headers: readonly HeaderField[];
  /** Bytes of the head with its empty line, from the start; undefined while it has no end. */
  readonly headBytes: number | undefined;
  readonly framing: BodyFraming | undefined;
  /** Without chunks' sizes. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Whether it has its end by its own account. */
  readonly isComplete: boolean;
  readonly faults: readonly ResponseFault[];
}

/**
 * Reads an answer as it comes (RFC 9112), whatever it is: what is wrong with it is reported, and the rest is read as
 * browsers read it. Takes time in proportion to the bytes, and keeps `MAX_RESPONSE_BYTES` of them.
 */
export class ResponseReader {
  readonly #method: string;
  readonly #raw = new ByteBuffer();
  readonly #body = new ByteBuffer();
  readonly #faults = new Map<ResponseFaultKind, ResponseFault>();
  readonly #chunks: ChunkReader;
  /** The next byte that is not read yet, the next to look at for an end of line, where this answer's head begins. */
  #at = 0;
  #scanned = 0;
  #headStart = 0;
  #line = 0;
  #statusLine: StatusLine | undefined;
  #headers: HeaderField[] = [];
  #headBytes: number | undefined;
  #framing: BodyFraming | undefined;
  #isComplete = false;

  constructor(method: string) {
    this.#method = method;
    const report = (fault: ResponseFault) => this.#report(fault);
    this.#chunks = new ChunkReader(this.#body, report);
  }

  /** All bytes that are kept, as they came. */
  get raw(): Uint8Array<ArrayBuffer> {
    return this.#raw.slice(0);
  }

  /** Whether no more bytes are wanted: it is complete, or longer than what is kept. */
  get isDone(): boolean {
    return this.#isComplete || this.#faults.has("tooLong");
  }

  push(bytes: Uint8Array): void {
    const room = MAX_RESPONSE_BYTES - this.#raw.length;
    this.#raw.append(bytes.length > room ? bytes.subarray(0, room) : bytes);
    while (this.#headBytes === undefined && this.#readLine());
    if (this.#headBytes !== undefined) this.#readBody();
    if (bytes.length > room && !this.#isComplete) this.#report({ kind: "tooLong", got: MAX_RESPONSE_BYTES });
  }

  /** Nothing more comes. */
  end(how: ResponseEnd): void {
    if (this.isDone) return;
    if (how === "reset") this.#report({ kind: "reset" });
    const got = this.#raw.length;
    if (how === "stopped" || how === "reset") return;
    if (got === 0) {
      this.#report({ kind: how === "closed" ? "nothing" : "silent" });
      return;
    }
    if (this.#headBytes === undefined) {
      if (how === "closed") this.#endHead();
      else this.#report({ kind: "headUnfinished", got });
    }
    if (this.#headBytes !== undefined) this.#endBody(how);
  }

  response(): HttpResponse {
    return {
      statusLine: this.#statusLine,
      headers: [...this.#headers],
      headBytes: this.#headBytes,
      framing: this.#framing,
      body: this.#body.slice(0),
      isComplete: this.#isComplete,
      faults: [...this.#faults.values()],
    };
  }

  /** Each kind once: the first says enough, and a million more would not be read. */
  #report(fault: ResponseFault): void {
    if (!this.#faults.has(fault.kind)) this.#faults.set(fault.kind, fault);
  }

  /** Reads a line of the head. False where there is none whole, or no head. */
  #readLine(): boolean {
    const end = this.#raw.indexOf(LF, this.#scanned);
    this.#scanned = end === -1 ? this.#raw.length : end + 1;
    if (this.#scanned - this.#headStart > MAX_HEAD_BYTES) {
      this.#report({ kind: "headTooLong", got: MAX_HEAD_BYTES });
      this.#beginBody(this.#at);
      return false;
    }
    if (end === -1) {
      // What does not begin as an answer does is not waited for.
      if (this.#line === 0 && !this.#mayBeStatusLine()) this.#withoutHead();
      return false;
    }
    const hasCr = end > this.#at && this.#raw.at(end - 1) === CR;
    const text = textOf(this.#raw.slice(this.#at, hasCr ? end - 1 : end));
    const start = this.#at;
    this.#at = end + 1;
    if (this.#line === 0 && text === "") {
      this.#report({ kind: "emptyFirstLine" });
      return true;
    }
    this.#line += 1;
    this.#take(text, start);
    const isOfBody = this.#at === start;
    if (!hasCr && !isOfBody) this.#report({ kind: "bareLf", line: this.#line });
    return true;
  }

  #take(line: string, start: number): void {
    const report = (fault: ResponseFault) => this.#report(fault);
    if (this.#line === 1) {
      this.#statusLine = readStatusLine(line, report);
      if (this.#statusLine === undefined) this.#beginBody(start);
    } else if (line === "") {
      this.#headEnded();
    } else if (/^[ \t]/.test(line)) {
      this.#fold(line);
    } else if (line.startsWith("<")) {
      report({ kind: "noEmptyLine", line: this.#line, text: line.slice(0, 20) });
      this.#beginBody(start);
    } else {
      const field = readHeaderLine(line, this.#line, report);
      if (field !== undefined) this.#headers.push(field);
    }
  }

  #fold(line: string): void {
    this.#report({ kind: "foldedHeader", line: this.#line });
    const last = this.#headers.pop();
    if (last !== undefined) this.#headers.push({ ...last, value: `${last.value} ${line.trim()}` });
    else {
      // Every line is indented: the text of a Python string, say.
      const field = readHeaderLine(line.trim(), this.#line, () => undefined);
      if (field !== undefined) this.#headers.push(field);
    }
  }

  #mayBeStatusLine(): boolean {
    const start = textOf(this.#raw.slice(this.#at, this.#at + 5)).toUpperCase();
    return "HTTP/".startsWith(start) || start.startsWith("HTTP") || start === "\r";
  }

  #withoutHead(): void {
    this.#line = 1;
    readStatusLine(textOf(this.#raw.slice(this.#at, this.#at + 200)), (fault) => this.#report(fault));
    this.#beginBody(this.#at);
  }

  /** An answer with a code of 1xx is followed by another: RFC 9110 §15.2. */
  #headEnded(): void {
    const code = this.#statusLine?.code ?? 0;
    if (code >= 100 && code < 200 && code !== 101) {
      this.#headStart = this.#at;
      this.#line = 0;
      this.#headers = [];
      this.#statusLine = undefined;
      return;
    }
    this.#beginBody(this.#at);
  }

  #beginBody(at: number): void {
    this.#at = at;
    this.#headBytes = at;
    const head = { method: this.#method, code: this.#statusLine?.code ?? 0, headers: this.#headers };
    this.#framing = framingOf(head, (fault) => this.#report(fault));
  }

  /** The connection ended before the empty line: what is left is a line too. */
  #endHead(): void {
    const got = this.#raw.length;
    if (this.#at < got) {
      this.#line += 1;
      this.#take(textOf(this.#raw.slice(this.#at)), this.#at);
    }
    if (this.#headBytes !== undefined) {
      this.#readBody();
      return;
    }
    this.#report({ kind: "headUnfinished", got });
    this.#beginBody(got);
  }

  #readBody(): void {
    const bytes = this.#raw.slice(this.#at);
    this.#at = this.#raw.length;
    switch (this.#framing?.kind) {
      case "none":
        if (bytes.length > 0) this.#report({ kind: "bodyNotAllowed", got: bytes.length });
        this.#isComplete = true;
        break;
      case "length":
        this.#readCounted(bytes, this.#framing.bytes);
        break;
      case "chunked":
        this.#isComplete = this.#chunks.push(bytes);
        break;
      default:
        this.#body.append(bytes);
    }
  }

  #readCounted(bytes: Uint8Array, wanted: number): void {
    const missing = wanted - this.#body.length;
    this.#body.append(bytes.subarray(0, missing));
    if (bytes.length > missing)
      this.#report({ kind: "bodyTooLong", got: wanted + bytes.length - missing, wanted });
    this.#isComplete = this.#body.length === wanted;
  }

  #endBody(how: "closed" | "timedOut"): void {
    const got = this.#body.length;
    switch (this.#framing?.kind) {
      case "none":
        this.#isComplete = true;
        break;
      case "length":
        if (got < this.#framing.bytes)
          this.#report({ kind: "bodyTooShort", got, wanted: this.#framing.bytes });
        break;
      case "chunked":
        if (how === "closed") this.#report({ kind: "chunksUnfinished", got });
        break;
      default:
        if (how === "closed") this.#isComplete = true;
        else this.#report({ kind: "noEnd", got });
    }
    if (how === "timedOut" && !this.#isComplete) this.#report({ kind: "stalled", got: this.#raw.length });
  }
}

const decoder = new TextDecoder();

function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
