import { decodeBinary, encodeBinary } from "@sockpit/protocol";

/** A message longer than this comes in pieces, so that an answer of 1 MiB needs no memory of its size. */
const PIECE_BYTES = 128 * 1024;

/** Words at the start of the memory. */
const STATE = 0;
const LENGTH = 1;
const HAS_MORE = 2;
const SIGNAL = 3;
const HEADER_BYTES = 16;

const EMPTY = 0;
const PIECE = 1;
/** The last piece of a message. */
const LAST = 2;

/** Memory through which one worker sends messages to another that blocks. */
export function mailboxMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_BYTES + PIECE_BYTES);
}

function wordsOf(memory: SharedArrayBuffer): Int32Array<SharedArrayBuffer> {
  return new Int32Array(memory, 0, HEADER_BYTES / Int32Array.BYTES_PER_ELEMENT);
}

/** The end that never blocks. What does not fit waits in it. */
export class MailboxWriter {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #body: Uint8Array<SharedArrayBuffer>;
  readonly #pieces: { bytes: Uint8Array; isLast: boolean }[] = [];

  constructor(memory: SharedArrayBuffer) {
    this.#words = wordsOf(memory);
    this.#body = new Uint8Array(memory, HEADER_BYTES);
  }

  /** `message`: what MessagePack can say; fields that are undefined are left out. */
  send(message: unknown): void {
    const bytes = encodeBinary(message);
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      const end = Math.min(start + PIECE_BYTES, bytes.length);
      this.#pieces.push({ bytes: bytes.subarray(start, end), isLast: end === bytes.length });
    }
    this.fill();
  }

  /** Puts the next piece in, if there is room. The reader asks for it where it has seen that there are more. */
  fill(): void {
    const [piece] = this.#pieces;
    if (piece === undefined) return;
    // Before looking whether there is room: a reader that has just made some sees it, and asks.
    Atomics.store(this.#words, HAS_MORE, 1);
    if (Atomics.load(this.#words, STATE) !== EMPTY) return;
    this.#pieces.shift();
    this.#body.set(piece.bytes);
    Atomics.store(this.#words, LENGTH, piece.bytes.length);
    Atomics.store(this.#words, HAS_MORE, this.#pieces.length > 0 ? 1 : 0);
    Atomics.store(this.#words, STATE, piece.isLast ? LAST : PIECE);
    Atomics.notify(this.#words, STATE);
  }

  /** A signal waits to be taken, or none does any more. */
  setSignal(hasSignal: boolean): void {
    Atomics.store(this.#words, SIGNAL, hasSignal ? 1 : 0);
  }
}

/** The end that blocks. */
export class MailboxReader {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #body: Uint8Array<SharedArrayBuffer>;
  readonly #askForMore: () => void;

  /** `askForMore` has the writer's `fill` called. */
  constructor(memory: SharedArrayBuffer, askForMore: () => void) {
    this.#words = wordsOf(memory);
    this.#body = new Uint8Array(memory, HEADER_BYTES);
    this.#askForMore = askForMore;
  }

  /** Whether `read` gives a message that was sent already. */
  get hasMessage(): boolean {
    return Atomics.load(this.#words, STATE) !== EMPTY || Atomics.load(this.#words, HAS_MORE) !== 0;
  }

  /** Whether a signal waits to be taken. */
  get hasSignal(): boolean {
    return Atomics.load(this.#words, SIGNAL) !== 0;
  }

  /** This side has raised a signal, and the writer will learn of it. */
  expectSignal(): void {
    Atomics.store(this.#words, SIGNAL, 1);
  }

  /** The next message. Blocks this worker until there is one. */
  read(): unknown {
    const pieces: Uint8Array[] = [];
    for (;;) {
      Atomics.wait(this.#words, STATE, EMPTY);
      const state = Atomics.load(this.#words, STATE);
      if (state === EMPTY) continue;
      pieces.push(this.#body.slice(0, Atomics.load(this.#words, LENGTH)));
      Atomics.store(this.#words, STATE, EMPTY);
      if (Atomics.load(this.#words, HAS_MORE) !== 0) this.#askForMore();
      if (state === LAST) return decodeBinary(joined(pieces));
    }
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
