import { codedFailure, encodeJson, errorName, excerpt, PROBLEM_TYPE, problemOf } from "@sockpit/protocol";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { errorHeaders } from "../../between/error-headers.js";
import { errorForCaller } from "../../between/report-bug.js";
import { answerUnread, hasUnreadBody } from "../entry/unread-body.js";
import { notesOf } from "../operations/request-reports.js";

/** For paths under `/api` that no route took. */
export function noSuchRoute(request: Request): void {
  throw codedFailure(
    "no_such_route",
    `There is no ${request.method} ${excerpt(request.baseUrl + request.path)}.`,
  );
}

/** For paths that exist, asked with a method that they do not have: RFC 9110 §15.5.6. */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = [...methods, "OPTIONS"].join(", ");
  return (request, response) => {
    response.setHeader("allow", allow);
    if (request.method === "OPTIONS") {
      response.status(204).end();
      return;
    }
    const message = `${excerpt(request.baseUrl + request.path)} has no ${request.method}. It has ${allow}.`;
    throw codedFailure("method_not_allowed", message);
  };
}

/** Makes the one form of REST errors of whatever a route threw: RFC 9457. */
export function sendError(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const callError = errorForCaller(fromExpress(error));
  notesOf(response).code = errorName(callError);
  const id = String(response.getHeader("x-request-id"));
  const problem = problemOf(callError, id);
  const body = encodeJson(problem);
  response.statusCode = problem.status;
  /** Express would add a charset, which this type does not have. */
  response.setHeader("content-type", PROBLEM_TYPE);
  response.setHeader("content-length", Buffer.byteLength(body));
  for (const [name, value] of Object.entries(errorHeaders(callError))) response.setHeader(name, value);
  if (hasUnreadBody(request)) answerUnread(request, response, body);
  else response.end(body);
}

/** What Express itself refuses, in our terms. */
function fromExpress(error: unknown): unknown {
  if (error instanceof URIError)
    return codedFailure("bad_message", "The path is not UTF-8 in percent-encoding.");
  return error;
}
