import type { IncomingMessage } from "node:http";
import type { Request, Response } from "express";
import { RequestsUnderWay } from "../lab-hosts/requests-under-way.js";
import type { ConnectionLimits } from "./connection-limits.js";
import { IncomingBodies } from "./incoming-bodies.js";
import { type ReceivedBody, readFormBody, receiveJsonBody } from "./read-body.js";
import { type Visitor, visitorOf } from "./visitor.js";

interface RequestLimitsOptions {
  connections: ConnectionLimits;
  trustsProxy: boolean;
}

/** What requests take up until they have been answered: their connections, themselves, and the bytes of their bodies. */
export class RequestLimits {
  readonly #options: RequestLimitsOptions;
  readonly #bodies = new IncomingBodies();
  /** A call that waits, and a follower of events, keep their request open. */
  readonly #underWay = new RequestsUnderWay({ total: 2048, perSource: 256, name: "requests" });
  /** Each has a window of pieces on its way, and what compresses it. */
  readonly #downloads = new RequestsUnderWay({ total: 32, perSource: 8, name: "downloads" });

  constructor(options: RequestLimitsOptions) {
    this.#options = options;
  }

  get requestsUnderWay(): number {
    return this.#underWay.total;
  }

  get incomingBodyBytes(): number {
    return this.#bodies.bytes;
  }

  visitorOf(request: IncomingMessage): Visitor {
    return visitorOf(request, this.#options);
  }

  /** Lets a request in, on account of a source: a lab, or a visitor without one. `over_budget`. */
  admit(request: Request, response: Response, source: string): void {
    const { release } = this.#underWay.begin(source);
    response.once("close", release);
    this.#options.connections.answering(request, response);
  }

  /** Counts a request among the downloads. `over_budget`. */
  admitDownload(response: Response, source: string): void {
    response.once("close", this.#downloads.begin(source).release);
  }

  /** The body of a request that has been admitted; it counts until it is released, or its response is closed, to which `release` listens. Rejects as `receiveJsonBody` does. */
  async receiveBody(
    request: Request,
    response: Response,
    limit: { source: string; limitBytes: number },
  ): Promise<ReceivedBody> {
    const body = await receiveJsonBody(request, response, this.#bodyOptions(request, limit));
    response.once("close", body.release);
    return body;
  }

  /** The fields of a form of such a request. */
  readForm(
    request: Request,
    response: Response,
    limit: { source: string; limitBytes: number },
  ): Promise<URLSearchParams> {
    return readFormBody(request, response, this.#bodyOptions(request, limit));
  }

  #bodyOptions(request: Request, limit: { source: string; limitBytes: number }) {
    return { bodies: this.#bodies, visitor: this.visitorOf(request), ...limit };
  }
}
