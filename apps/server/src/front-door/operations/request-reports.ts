import type { NextFunction, Request, Response } from "express";
import { log } from "../../between/log.js";
import type { Metrics } from "./metrics.js";

/** Lines about requests in one second at most; more are counted. A flood of requests does not fill a disk. */
const LINES_PER_SECOND = 200;

/** For the log and the metrics, of a client that left before an answer: nginx's own number, which is in no RFC. */
const CLIENT_GONE_STATUS = 499;

/** What is found out about a request while it is answered. Never its payload, its token or its address. */
export interface RequestNotes {
  /** The path with names in place of values, as routes spell it: `/api/labs/:lab`. */
  route?: string;
  lab?: string;
  /** The code or errno of the error that was answered. */
  code?: string;
}

/** Where handlers put what they find out. */
export function notesOf({ locals }: Response): RequestNotes {
  return locals;
}

/** A request that is over. */
interface Answered extends RequestNotes {
  requestId: string;
  method: string | undefined;
  status: number;
  durationMs: number;
}

/** Reports each request to the log, with its id, route, lab, status, code and duration, and to the metrics. */
export class RequestReports {
  readonly #metrics: Metrics;
  #windowStart = 0;
  #linesInWindow = 0;
  #suppressed = 0;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  /** For Express: reports once the answer is over. */
  readonly watch = (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    response.once("close", () =>
      this.report({
        requestId: String(response.getHeader("x-request-id")),
        method: request.method,
        ...notesOf(response),
        status: response.headersSent ? response.statusCode : CLIENT_GONE_STATUS,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      }),
    );
    next();
  };

  report(answered: Answered): void {
    const { route, status, code } = answered;
    this.#metrics.countRequest(answered);
    const isPageFile = route === undefined && code === undefined;
    const level = status >= 500 ? "warn" : isPageFile ? "debug" : "info";
    if (log.isLevelEnabled(level) && this.#hasRoom()) log[level](answered, "request");
  }

  #hasRoom(): boolean {
    const now = performance.now();
    if (now - this.#windowStart >= 1000) {
      if (this.#suppressed > 0) log.warn({ suppressed: this.#suppressed }, "requests that were not logged");
      this.#windowStart = now;
      this.#linesInWindow = 0;
      this.#suppressed = 0;
    }
    this.#linesInWindow += 1;
    if (this.#linesInWindow <= LINES_PER_SECOND) return true;
    this.#suppressed += 1;
    return false;
  }
}
