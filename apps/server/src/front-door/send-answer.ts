import { text } from "node:stream/consumers";
import type { Response } from "express";
import type { Answer } from "./answers.js";

/** A reader that takes nothing for so long has gone, or is no reader. */
const READER_DEADLINE_MS = 30_000;

/** Sends an answer as the reader takes it; one that is whole with its length. Status and other headers are set before. */
export async function sendAnswer(
  { response }: { response: Response },
  contentType: string,
  answer: Answer,
): Promise<void> {
  response.type(contentType);
  if (answer.kind === "whole") {
    response.send(answer.body);
  } else if (response.req.method === "HEAD") {
    void answer.pieces.return?.();
    response.end();
  } else {
    await sendPieces(response, answer);
  }
}

/** Each piece when the last one has been taken. Where the lab host fails halfway the response is cut off: no status can say so any more. */
export async function sendPieces(response: Response, answer: Answer): Promise<void> {
  const pieces = answer.kind === "whole" ? [answer.body] : answer.pieces;
  if (answer.kind === "pieces") response.once("close", () => void answer.pieces.return?.());
  try {
    for await (const piece of pieces) {
      if (!response.write(piece)) await drained(response);
      if (response.destroyed) return;
    }
    response.end();
  } catch {
    response.destroy();
  }
}

/** An answer in one string: for those that are small. */
export async function textOf(answer: Answer): Promise<string> {
  return answer.kind === "whole" ? answer.body.toString() : text(answer.pieces);
}

/** Until the kernel has taken what was written. A reader that does not take it is cut off. */
function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => response.destroy(), READER_DEADLINE_MS);
    const settle = () => {
      clearTimeout(timer);
      response.off("drain", settle);
      response.off("close", settle);
      resolve();
    };
    response.on("drain", settle);
    response.on("close", settle);
  });
}
