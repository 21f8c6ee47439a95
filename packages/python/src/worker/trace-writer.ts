import type { CallConnection } from "@sockpit/client";
import { limits } from "@sockpit/protocol";
import type { OutputStream } from "../shared/program.js";

/** Output goes to the trace at most this often while a program does nothing but print. */
const FLUSH_INTERVAL_MS = 50;

/**
 * Puts what a program prints into the lab's trace: in order with its calls, several prints in one
 * message. `flush` before each call keeps the order.
 */
export class TraceWriter {
  readonly #connection: Pick<CallConnection, "control">;
  readonly #pid: number;
  readonly #now: () => number;
  #stream: OutputStream = "stdout";
  #text = "";
  #flushedAtMs = 0;

  constructor(
    connection: Pick<CallConnection, "control">,
    pid: number,
    now: () => number = () => performance.now(),
  ) {
    this.#connection = connection;
    this.#pid = pid;
    this.#now = now;
  }

  write(stream: OutputStream, text: string): void {
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#text += text;
    if (this.#text.length >= limits.outputBytes || this.#now() - this.#flushedAtMs >= FLUSH_INTERVAL_MS) {
      this.flush();
    }
  }

  flush(): void {
    const text = this.#text;
    if (text === "") return;
    this.#text = "";
    this.#flushedAtMs = this.#now();
    for (const piece of piecesOf(text, limits.outputBytes)) {
      const params = { pid: this.#pid, stream: this.#stream, text: piece };
      // A lost connection is heard of elsewhere; the trace is then lost too.
      this.#connection.control("write", params).catch(() => undefined);
    }
  }
}

/** Text in pieces of at most `length` UTF-16 units that cut no surrogate pair. */
export function piecesOf(text: string, length: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + length, text.length);
    const lead = text.charCodeAt(end - 1);
    if (end < text.length && lead >= 0xd800 && lead <= 0xdbff) end -= 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
