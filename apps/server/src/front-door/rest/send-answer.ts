import { text } from "node:stream/consumers";
import type { Response } from "express";
import { startDeadline } from "../deadline.js";
import type { Answer } from "../lab-hosts/answers.js";

/** A reader that takes nothing for so long has gone, or is no reader. */
const READER_DEADLINE_MS = 30_000;

/** Sends an answer as the reader takes it; one that is whole with its length. Status and other headers are set before. */
export async function sendAnswer(response: Response, contentType: string, answer: Answer): Promise<void> {
  response.setHeader("content-type", contentType);
  if (answer.kind === "whole") {
    const { body } = answer;
    response.setHeader("content-length", typeof body === "string" ? Buffer.byteLength(body) : body.length);
    /** Headers and a string are one write to the socket; Express would make two of them. */
    response.end(body);
  } else if (response.req.method === "HEAD") {
    void answer.pieces.return?.();
    response.end();
  } else {
    await sendPieces(response, answer);
  }
}

/**
 * Writes each piece when the last one has been taken. A reader that does not take it is cut off; where the lab host fails
 * halfway the response is, since no status can say so any more.
 */
export async function sendPieces(response: Response, answer: Answer): Promise<void> {
  const pieces = answer.kind === "whole" ? [answer.body] : answer.pieces;
  const reader = new ReaderWatch(response, () => {
    if (answer.kind === "pieces") void answer.pieces.return?.();
  });
  try {
    for await (const piece of pieces) {
      if (response.destroyed) return;
      if (!response.write(piece)) await reader.hasTaken();
    }
    response.end();
  } catch {
    response.destroy();
  }
}

/** An answer in one string: for those that are small. */
export async function textOf(answer: Answer): Promise<string> {
  if (answer.kind === "pieces") return text(answer.pieces);
  return typeof answer.body === "string" ? answer.body : Buffer.from(answer.body).toString();
}

/** Waits for a response's reader. One listener serves all waits: what compresses a response never takes one off. */
class ReaderWatch {
  readonly #response: Response;
  #settle: () => void = () => undefined;

  /** `onGone` is called once the response is closed, at once where it is already. */
  constructor(response: Response, onGone: () => void) {
    this.#response = response;
    response.on("drain", () => this.#settle());
    response.once("close", () => {
      this.#settle();
      onGone();
    });
    if (response.destroyed) onGone();
  }

  /** Resolves once what was written has been taken, or the response is closed. */
  hasTaken(): Promise<void> {
    if (this.#response.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const deadline = startDeadline(READER_DEADLINE_MS, () => this.#response.destroy());
      this.#settle = () => {
        deadline.clear();
        resolve();
      };
    });
  }
}
