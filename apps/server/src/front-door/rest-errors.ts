import { codedFailure, encodeJson, excerpt, limits, statusOf } from "@sockpit/protocol";
import type { NextFunction, Request, Response } from "express";
import { errorForCaller } from "../between/report-bug.js";

/** For paths under `/api` that no route took. */
export function noSuchRoute(request: Request): void {
  throw codedFailure(
    "no_such_route",
    `There is no ${request.method} ${excerpt(request.baseUrl + request.path)}.`,
  );
}

/** Makes the one form of REST errors of whatever a route threw. */
export function sendError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const callError = errorForCaller(fromExpress(error));
  const id = String(response.getHeader("x-request-id"));
  response
    .status(statusOf(callError))
    .type("json")
    .send(encodeJson({ id, error: callError }));
}

/** What Express and its body parser refuse, in our terms. */
function fromExpress(error: unknown): unknown {
  if (error instanceof URIError)
    return codedFailure("bad_message", "The path is not UTF-8 in percent-encoding.");
  if (typeof error !== "object" || error === null || !("type" in error)) return error;
  if (error.type === "entity.too.large") {
    return codedFailure("message_too_large", `A body holds at most ${limits.messageBytes} bytes.`);
  }
  if (error.type === "entity.parse.failed")
    return codedFailure("bad_message", "The body is not a JSON object.");
  if (String(error.type).startsWith("encoding") || String(error.type).startsWith("charset")) {
    return codedFailure("bad_message", "The body must be JSON in UTF-8, without a content encoding.");
  }
  if (String(error.type).startsWith("request."))
    return codedFailure("bad_message", "The body did not arrive whole.");
  return error;
}
