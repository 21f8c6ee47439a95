import type { Lab } from "@sockpit/lab";
import {
  encodeJson,
  type LabHostRoute,
  type RouteDescription,
  type RouteInput,
  type RouteResult,
  readBody,
  routes,
} from "@sockpit/protocol";
import { chain, type Interrupter } from "@sockpit/sockets";
import { decodeBody, objectOf } from "../../between/decode-body.js";
import { type LabHostRequest, PIECE_BYTES, type RouteRequest } from "../../between/messages.js";
import type { Labs } from "../labs.js";
import type { EventStreams } from "./event-streams.js";

/** What an answer is made of. An iterable is asked for its next piece when there is room for it. */
export type AnswerBody = string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

interface Context {
  readonly labs: Labs;
  readonly streams: EventStreams;
  readonly interrupter: Interrupter;
  /** Of a large body, what it holds. `bad_message`. */
  readonly parsedBody?: (() => unknown) | undefined;
}

/** A request with its body decoded. */
type DecodedRequest<N extends LabHostRoute> = Omit<RouteRequest<N>, "body"> & RouteInput<N>;

type Handlers = {
  readonly [N in LabHostRoute]: (
    request: DecodedRequest<N>,
    context: Context,
  ) => RouteResult<N> | Promise<RouteResult<N>>;
};

/** What is done for each route of the table that lab hosts answer. */
const handlers: Handlers = {
  getLab: ({ lab }, { labs }) => labs.get(lab).info(),
  deleteLab: ({ lab }, { labs }) => labs.close(lab).then(() => undefined),
  sockets: async ({ lab }, { labs }) => ({ sockets: await labs.get(lab).socketsInTurns() }),
  startProcess: ({ lab, body }, { labs }) => ({ pid: labs.get(lab).startProcess(body.name, body.host) }),
  getWire: ({ lab }, { labs }) => labs.get(lab).wire(),
  changeWire: ({ lab, body }, { labs }) => labs.get(lab).setWire(body),
  actOnPacket: ({ lab, path, body }, { labs }) => {
    labs.get(lab).actOnPacket(path.packet, body.action);
    return undefined;
  },
  endProcess: ({ lab, path }, { labs }) => labs.killProcess(lab, path.pid).then(() => undefined),
  callCommand: ({ lab, path, body: { pid, ...params } }, { labs, interrupter }) =>
    labs.get(lab).call({ ...path, pid, params, interrupter }) as RouteResult<"callCommand">,
  trace: ({ lab, query }, { labs, interrupter }) =>
    chain(untilEvent(labs.get(lab), { ...query, interrupter }), () => traceLines(labs.get(lab), query)),
  events: ({ lab, query, headers }, { streams, interrupter }) =>
    streams.open({ lab, since: headers["Last-Event-ID"] ?? query.since }, interrupter),
  capture: ({ lab }, { labs }) => labs.get(lab).pcapngPieces(),
  stream: ({ lab, path, media = "json" }, { labs }) => labs.get(lab).streamPieces(path.stream, media),
};

/** Does what REST asked of a lab, and gives the body of the answer. */
export function answerRequest(request: LabHostRequest, context: Context): AnswerBody | Promise<AnswerBody> {
  if (request.do === "createLab") return encodeJson(context.labs.create(request.lab, request).info());
  const handler = handlers[request.do] as (request: object, context: Context) => Result | Promise<Result>;
  return chain(handler(decoded(request, context), context), bodyOf);
}

/** Decodes and validates a body. Its bytes go: a call may wait for long. */
function decoded(request: RouteRequest, { parsedBody }: Context): object {
  const { body }: RouteDescription = routes[request.do];
  if (body === undefined || !("body" in request)) return request;
  const { body: bytes, ...others } = request;
  request.body = NO_BYTES;
  const given = parsedBody === undefined ? decodeBody(bytes) : objectOf(parsedBody());
  return { ...others, body: readBody({ body }, given) };
}

const NO_BYTES = new Uint8Array();

type Result = { [N in LabHostRoute]: RouteResult<N> }[LabHostRoute];

/** Bytes as they are, everything else as JSON. */
function bodyOf(result: Result): AnswerBody {
  if (result === undefined) return "";
  if (result instanceof Uint8Array || Symbol.iterator in result || Symbol.asyncIterator in result)
    return result;
  return encodeJson(result);
}

/** Resolves with an event after `since`, when the seconds have passed, or when nobody wants the answer any more. */
function untilEvent(
  lab: Lab,
  { since, wait, interrupter }: { since: number; wait: number; interrupter: Interrupter },
): undefined | Promise<void> {
  if (wait === 0 || lab.lastSeq > since) return undefined;
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopListening();
      interrupter.whenInterrupted(undefined);
      resolve();
    };
    const timer = setTimeout(done, wait * 1000);
    const stopListening = lab.listen(done);
    interrupter.whenInterrupted(done);
  });
}

/** The events that were kept when it was asked for. What is evicted meanwhile is left out. */
function* traceLines(
  lab: Lab,
  { since, limit = Number.MAX_SAFE_INTEGER }: { since: number; limit?: number | undefined },
): Generator<Uint8Array> {
  const lastSeq = lab.lastSeq;
  let left = limit;
  for (let after = since; after < lastSeq && left > 0; ) {
    const maxEvents = Math.min(left, lastSeq - after);
    const read = lab.readTrace(after, { maxBytes: PIECE_BYTES, maxEvents });
    if (read.count === 0) return;
    yield read.lines;
    after = read.lastSeq;
    left -= read.count;
  }
}
