import { mediaTypes } from "@sockpit/protocol";
import type { Response } from "express";
import type { Answer } from "../lab-hosts/answers.js";
import { sendPieces } from "./send-answer.js";

/** Proxies and clients take a connection for dead on which nothing comes for a minute or so. */
const KEEP_ALIVE_MS = 15_000;

const headers = {
  "content-type": mediaTypes.eventStream,
  "cache-control": "no-store",
  /** Some proxies buffer a whole response unless a header forbids it. */
  "x-accel-buffering": "no",
};

/** Answers HEAD as GET would begin. */
export function sendEventStreamHead(response: Response): void {
  response.writeHead(200, headers).end();
}

/** Answers with a lab's events as they happen: `text/event-stream`, WHATWG HTML §9.2. */
export async function sendEventStream(response: Response, events: Answer): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const keepAlive = () => {
    if (!response.writableNeedDrain) response.write(": still here\n\n");
  };
  const timer = setInterval(keepAlive, KEEP_ALIVE_MS);
  response.once("close", () => clearInterval(timer));
  await sendPieces(response, events);
}
