import type { Lab } from "@sockpit/lab";
import { encodeJson } from "@sockpit/protocol";
import { chain, type Interrupter } from "@sockpit/sockets";
import { type LabHostRequest, PIECE_BYTES } from "../../between/messages.js";
import type { Labs } from "../labs.js";
import type { EventStreams } from "./event-streams.js";

/** What an answer is made of. An iterable is asked for its next piece when there is room for it. */
export type AnswerBody = string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

interface Context {
  readonly labs: Labs;
  readonly streams: EventStreams;
  readonly interrupter: Interrupter;
}

/** Does what REST asked of a lab, and gives the body of the answer. */
export function answerRequest(
  request: LabHostRequest,
  { labs, streams, interrupter }: Context,
): AnswerBody | Promise<AnswerBody> {
  switch (request.do) {
    case "createLab":
      return encodeJson(labs.create(request.lab).info());
    case "labInfo":
      return encodeJson(labs.get(request.lab).info());
    case "deleteLab":
      return labs.close(request.lab).then(() => "");
    case "sockets":
      return labs
        .get(request.lab)
        .socketsInTurns()
        .then((sockets) => encodeJson({ sockets }));
    case "trace":
      return traceLines(labs.get(request.lab), request);
    case "events":
      return streams.open(request, interrupter);
    case "capture":
      return labs.get(request.lab).pcapngPieces();
    case "stream":
      return labs.get(request.lab).streamPieces(request.stream, request.form);
    case "startProcess":
      return encodeJson({ pid: labs.get(request.lab).startProcess(request.name) });
    case "endProcess":
      return labs.killProcess(request.lab, request.pid).then(() => "");
    case "command":
      return chain(labs.get(request.lab).call({ ...request, interrupter }), encodeJson);
  }
}

/** The events that were kept when it was asked for. What is evicted meanwhile is left out. */
function* traceLines(
  lab: Lab,
  { since, limit = Number.MAX_SAFE_INTEGER }: { since: number; limit?: number | undefined },
): Iterable<Uint8Array> {
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
