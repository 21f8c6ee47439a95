import type { Lab } from "@sockpit/lab";
import { decodeJson, encodeBinary, limits, type MessageEncoding } from "@sockpit/protocol";

/** How a connection wants its events: in text or binary messages, many in one or one in each. */
export interface EventForm {
  readonly encoding: MessageEncoding;
  readonly isBatched: boolean;
}

const NEWLINE = "\n".charCodeAt(0);
const COMMA = ",".charCodeAt(0);
const batchStart = Buffer.from('{"events":[');
const batchEnd = Buffer.from("]}");

/** One message's worth of events. */
export interface EventMessage {
  readonly data: Uint8Array;
  /** Events that were due, and that the lab no longer keeps. */
  readonly dropped: number;
}

/** A reader's place in a lab's trace: nothing is kept for it but the number of the event that it had last. */
export class TraceCursor {
  readonly form: EventForm;
  readonly #lab: Lab;
  #seq: number;

  constructor(lab: Lab, { since, form }: { since: number; form: EventForm }) {
    this.#lab = lab;
    this.#seq = since;
    this.form = form;
  }

  /** The last event that was read. */
  get seq(): number {
    return this.#seq;
  }

  /** The next events as a message, or undefined where there are none. */
  next(): EventMessage | undefined {
    const { encoding, isBatched } = this.form;
    const bounds = isBatched
      ? { maxBytes: limits.batchBytes }
      : { maxBytes: limits.batchBytes, maxEvents: 1 };
    const { lines, count, lastSeq, dropped } = this.#lab.readTrace(this.#seq, bounds);
    this.#seq = lastSeq;
    if (count === 0 && dropped === 0) return undefined;
    if (encoding === "json") return { data: isBatched ? jsonBatch(lines) : lines.subarray(0, -1), dropped };
    const events = new TextDecoder().decode(lines).split("\n", count).map(decodeJson);
    return { data: encodeBinary(isBatched ? { events } : events[0]), dropped };
  }
}

/** Lines of NDJSON as `{"events":[…]}`, without decoding: no line of JSON has a newline inside (RFC 8259 §7). */
function jsonBatch(lines: Uint8Array): Uint8Array {
  const list = Buffer.concat([batchStart, lines.subarray(0, -1), batchEnd]);
  for (let at = list.indexOf(NEWLINE); at !== -1; at = list.indexOf(NEWLINE, at + 1)) list[at] = COMMA;
  return list;
}

/** A message that says nothing, and by coming says that the connection still works. */
export function emptyBatch(encoding: MessageEncoding): Uint8Array {
  return encoding === "json" ? Buffer.from('{"events":[]}') : encodeBinary({ events: [] });
}
