import type { z } from "zod";
import type { ErrorCode } from "../call-error.js";

/** Parts of the reference, and OpenAPI's tags. */
export const routeTags = {
  server: "The state of the server, and its documentation.",
  labs: "Labs, their processes and their sockets.",
  commands: "Socket calls, named after their manual pages.",
  wire: "The wire between the hosts of a lab, and the packets on it. The examples are of a lab that was created with `hosts`.",
  records: "What happened in a lab: events, packets, streams of bytes.",
  scenarios: "Runs that are described in advance.",
} as const;
export type RouteTag = keyof typeof routeTags;

/** The media types of answers, by the form that they give to what a route returns. */
export const mediaTypes = {
  json: "application/json",
  /** One MessagePack value: RFC 9694 §3, IANA. */
  messagePack: "application/vnd.msgpack",
  /** One JSON value per line. */
  ndjson: "application/x-ndjson",
  /** Server-sent events, each with one JSON value as its data: WHATWG HTML §9.2. */
  eventStream: "text/event-stream",
  pcapng: "application/x-pcapng",
  html: "text/html",
  xml: "application/xml",
  text: "text/plain",
} as const;
export type MediaForm = keyof typeof mediaTypes;

/**
 * Who may call: `anyone`; a `visitor`, who knows the server's access code where it has one; besides that who sends a lab's
 * token, for what only reads that of a viewer or the lab's own, otherwise its own.
 */
export type RouteAccess = "anyone" | "visitor" | "viewerToken" | "labToken";

export type Fields = Readonly<Record<string, z.ZodType>>;

/** One REST call, described once. Everything else about it is derived from this. */
export interface RouteDescription {
  readonly method: "GET" | "POST" | "DELETE";
  /** RFC 6570 level 1: `/api/labs/{lab}/processes/{pid}`. */
  readonly path: string;
  readonly tag: RouteTag;
  /** One sentence: what the call does. */
  readonly summary: string;
  readonly description: string;
  readonly access: RouteAccess;
  /** `labHost` routes are passed on to the lab's host, validated, and their answer is sent as it comes. */
  readonly answeredBy: "frontDoor" | "labHost";
  /** Parameters. Those that are numbers are written in decimal digits. `{lab}` is in every path that has it. */
  readonly pathFields?: Fields;
  readonly query?: Fields;
  readonly headers?: Fields;
  readonly body?: z.ZodType;
  /** No body at all is `{}`. */
  readonly isBodyOptional?: true;
  readonly answer: RouteAnswer;
  /**
   * How long an answer takes: `short`; a `download` is long and bounded; a `call` may wait in the kernel, and a `feed` for
   * events, as long as the caller stays.
   */
  readonly duration: "short" | "download" | "call" | "feed";
  /** Compressed as Accept-Encoding asks for. */
  readonly isCompressed?: true;
  /** Errors of this route besides those that follow from its access, parameters and body. */
  readonly errors: readonly ErrorCode[];
  readonly example: RouteExample;
}

interface RouteAnswer {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  /** What is returned, in each form that the caller may ask for in Accept; the first is the default. */
  readonly media?: Partial<Readonly<Record<MediaForm, z.ZodType>>>;
  /** Headers besides those of every answer, with their meaning. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Other statuses that carry the same schema, and no error. */
  readonly others?: Readonly<Record<number, string>>;
}

/** Values for the reference's examples; those of the path and query as they are written. */
export interface RouteExample {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly answer?: unknown;
  /** Calls that the reference makes after it. */
  readonly followUps?: readonly RouteExample[];
}

/** Keeps the literal types of a description. */
export function describeRoute<const R extends RouteDescription>(route: R): R {
  return route;
}
