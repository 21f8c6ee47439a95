import { codedFailure } from "@sockpit/protocol";
import type { Request, Response } from "express";
import type { LabHost } from "../lab-hosts/lab-host.js";
import { sendPieces } from "./send-answer.js";

/** Proxies and clients take a connection for dead on which nothing comes for a minute or so. */
const KEEP_ALIVE_MS = 15_000;

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
}

/** Answers with a lab's events as they happen: `text/event-stream`, WHATWG HTML §9.2. */
export async function sendEventStream({ host, lab, request, response }: EventStreamCall): Promise<void> {
  const since = firstWanted(request);
  if (request.method === "HEAD") {
    response.writeHead(200, headers).end();
    return;
  }
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  const events = await host.ask({ do: "events", lab, since }, controller.signal);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const keepAlive = () => {
    if (!response.writableNeedDrain) response.write(": still here\n\n");
  };
  const timer = setInterval(keepAlive, KEEP_ALIVE_MS);
  response.once("close", () => clearInterval(timer));
  await sendPieces(response, events);
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
