import { codedFailure } from "@sockpit/protocol";
import type { NextFunction, Request, Response } from "express";
import type { LabHost } from "./lab-host.js";

/** Proxies and clients take a connection for dead on which nothing comes for a minute or so. */
const KEEP_ALIVE_MS = 15_000;

/** A reader that is so many bytes behind is cut off, rather than kept in memory. It may resume where it stopped. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024;

const headers = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  /** Some proxies gather a whole answer unless told otherwise. */
  "x-accel-buffering": "no",
};

interface EventStreamCall {
  host: LabHost;
  lab: string;
  request: Request;
  response: Response;
  next: NextFunction;
}

/** Answers with a lab's events as they happen: `text/event-stream`, WHATWG HTML §9.2. */
export function sendEventStream({ host, lab, request, response, next }: EventStreamCall): void {
  const since = firstWanted(request);
  if (request.method === "HEAD") {
    response.writeHead(200, headers).end();
    return;
  }
  const stop = host.follow(
    { lab, since },
    {
      text: (text) => {
        if (!response.headersSent) begin(response);
        if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
        else response.write(text);
      },
      end: () => response.end(),
      fail: (error) => (response.headersSent ? response.end() : next(error)),
    },
  );
  response.once("close", stop);
}

function begin(response: Response): void {
  response.writeHead(200, headers);
  const timer = setInterval(() => response.write(": still here\n\n"), KEEP_ALIVE_MS).unref();
  response.once("close", () => clearInterval(timer));
}

/** The last event that the reader has: what a browser sends when it comes back counts more than the address. */
function firstWanted(request: Request): number | undefined {
  const resumed = request.headers["last-event-id"];
  if (resumed !== undefined) return eventNumber("Last-Event-ID", resumed);
  const { since } = request.query;
  return since === undefined ? undefined : eventNumber("since", since);
}

function eventNumber(field: string, value: unknown): number {
  if (typeof value === "string" && /^\d{1,15}$/.test(value)) return Number(value);
  throw codedFailure("bad_params", `${field}: must be the number of an event, or 0 for all`, { field });
}
