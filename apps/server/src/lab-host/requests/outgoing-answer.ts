import { Interrupter } from "@sockpit/sockets";
import { type FromLabHost, PIECE_BYTES } from "../../between/messages.js";
import { errorForCaller } from "../../between/report-bug.js";
import type { AnswerBody } from "./answer-request.js";

/** A character of a string takes three bytes of UTF-8 at most. */
const MAX_BYTES_OF_CHARACTER = 3;

interface Parts {
  readonly id: number;
  /** Bytes that may be on their way. */
  readonly windowBytes: number;
  readonly post: (message: FromLabHost) => void;
  /** Resolves when the next piece may be made. */
  readonly turn: () => Promise<void>;
}

/** One answer: whole where it is small, otherwise in pieces, each made when its reader has room for it. */
export class OutgoingAnswer {
  readonly #id: number;
  readonly #post: Parts["post"];
  readonly #turn: Parts["turn"];
  #creditBytes: number;
  #wake: () => void = () => undefined;

  /** Interrupted once nobody wants the answer any more. */
  readonly interrupter = new Interrupter();

  constructor({ id, windowBytes, post, turn }: Parts) {
    this.#creditBytes = windowBytes;
    this.#id = id;
    this.#post = post;
    this.#turn = turn;
  }

  addCredit(bytes: number): void {
    this.#creditBytes += bytes;
    this.#wake();
  }

  cancel(): void {
    this.interrupter.interrupt();
    this.#wake();
  }

  /** Sends what `make` gives, or how it fails. Never rejects. */
  async send(make: () => AnswerBody | Promise<AnswerBody>): Promise<void> {
    try {
      const made = make();
      const body = made instanceof Promise ? await this.#sayAccepted(made) : made;
      if (typeof body !== "string" && Symbol.asyncIterator in body) await this.#sendAsItComes(body);
      else await this.#sendReady(body);
    } catch (error) {
      this.#post({ type: "failure", id: this.#id, error: errorForCaller(error) });
    }
  }

  /** Where it takes longer than this turn. */
  async #sayAccepted(body: Promise<AnswerBody>): Promise<AnswerBody> {
    const soon = setImmediate(() => this.#post({ type: "accepted", id: this.#id }));
    try {
      return await body;
    } finally {
      clearImmediate(soon);
    }
  }

  async #sendReady(body: string | Uint8Array | Iterable<Uint8Array>): Promise<void> {
    if (typeof body === "string" && body.length * MAX_BYTES_OF_CHARACTER <= PIECE_BYTES) {
      this.#post({ type: "whole", id: this.#id, body });
      return;
    }
    const pieces = slicesOf(typeof body === "string" ? [Buffer.from(body)] : isBytes(body) ? [body] : body);
    const first = pieces.next().value ?? new Uint8Array();
    const second = pieces.next().value;
    if (second === undefined) {
      this.#post({ type: "whole", id: this.#id, body: first });
      return;
    }
    if (!(await this.#sendPiece(first)) || !(await this.#sendPiece(second))) return;
    for (;;) {
      await this.#turn();
      const piece = pieces.next().value;
      if (piece === undefined) break;
      if (!(await this.#sendPiece(piece))) return;
    }
    this.#post({ type: "end", id: this.#id });
  }

  async #sendAsItComes(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const piece of pieces) {
      for (const slice of slicesOf([piece])) if (!(await this.#sendPiece(slice))) return;
    }
    this.#post({ type: "end", id: this.#id });
  }

  /** Waits for credit. False once nobody wants it. */
  async #sendPiece(bytes: Uint8Array): Promise<boolean> {
    while (this.#creditBytes <= 0 && !this.interrupter.isInterrupted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.interrupter.isInterrupted) return false;
    this.#creditBytes -= bytes.length;
    this.#post({ type: "piece", id: this.#id, bytes });
    return true;
  }
}

function isBytes(body: Uint8Array | Iterable<Uint8Array>): body is Uint8Array {
  return body instanceof Uint8Array;
}

function* slicesOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array, undefined> {
  for (const piece of pieces) {
    for (let start = 0; start < piece.length; start += PIECE_BYTES) {
      yield piece.subarray(start, start + PIECE_BYTES);
    }
  }
}
