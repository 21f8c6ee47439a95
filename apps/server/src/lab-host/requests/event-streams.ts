import { setTimeout as delay } from "node:timers/promises";
import type { Lab } from "@sockpit/lab";
import type { Interrupter } from "@sockpit/sockets";
import { PIECE_BYTES } from "../../between/messages.js";
import type { Labs } from "../labs.js";
import type { Turns } from "../turns.js";

/** In busy times all events of an interval go together: many more messages would be more work for the same picture. */
const INTERVAL_MS = 50;

const NEWLINE = "\n".charCodeAt(0);
const emptyLine = Buffer.from("\n");

/** The labs' events as server-sent events (WHATWG HTML §9.2), each stream until its reader or its lab goes. */
export class EventStreams {
  readonly #labs: Labs;
  readonly #turns: Turns;
  readonly #wakers = new Map<string, Set<Waker>>();

  constructor(labs: Labs, turns: Turns) {
    this.#labs = labs;
    this.#turns = turns;
  }

  /**
   * Begins with what the lab keeps after event `since`, or a comment where that is nothing. A stream is a cursor: it reads
   * the trace when there is room for a piece, and reports to its reader the events that were no longer kept then.
   * `no_such_lab`.
   */
  open(
    { lab: id, since }: { lab: string; since?: number | undefined },
    interrupter: Interrupter,
  ): AsyncIterable<Uint8Array> {
    const { lab, release } = this.#labs.hold(id);
    const waker = new Waker();
    const wakers = this.#wakers.get(id) ?? new Set();
    this.#wakers.set(id, wakers.add(waker));
    const stopListening = lab.listen(() => waker.wake());
    const stop = () => {
      stopListening();
      release();
      wakers.delete(waker);
      if (wakers.size === 0) this.#wakers.delete(id);
      waker.wake();
    };
    interrupter.whenInterrupted(stop);
    const turn = () => new Promise<void>((resolve) => this.#turns.add(id, waker, resolve));
    return follow({ lab, after: since ?? lab.lastSeq, waker, turn, interrupter, stop });
  }

  /** Its streams end, after its last events. */
  closeLab(id: string): void {
    for (const waker of this.#wakers.get(id) ?? []) waker.wake();
  }
}

interface Following {
  readonly lab: Lab;
  readonly after: number;
  readonly waker: Waker;
  /** Resolves when the next piece may be made. */
  readonly turn: () => Promise<void>;
  readonly interrupter: Interrupter;
  readonly stop: () => void;
}

async function* follow({
  lab,
  after,
  waker,
  turn,
  interrupter,
  stop,
}: Following): AsyncGenerator<Uint8Array> {
  let last = after;
  try {
    const { dropped } = lab.readTrace(last, { maxBytes: 1, maxEvents: 1 });
    if (dropped === 0) yield Buffer.from(": following\n\n");
    while (!interrupter.isInterrupted) {
      const woken = waker.next();
      const readAt = performance.now();
      await turn();
      if (interrupter.isInterrupted) return;
      const read = lab.readTrace(last, { maxBytes: PIECE_BYTES / 2 });
      if (read.dropped > 0) yield Buffer.from(`event: dropped\ndata: {"dropped":${read.dropped}}\n\n`);
      last = read.lastSeq;
      if (read.count > 0) yield serverSentEvents(read.lines, read.lastSeq - read.count + 1);
      if (last < lab.lastSeq) continue;
      if (lab.isClosed) return;
      await woken;
      const waitMs = INTERVAL_MS - (performance.now() - readAt);
      if (waitMs > 0 && !lab.isClosed && !interrupter.isInterrupted) await delay(waitMs);
    }
  } finally {
    stop();
  }
}

/** Lines of NDJSON as messages, each with its event's number as id. */
function serverSentEvents(lines: Uint8Array, firstSeq: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let start = 0, seq = firstSeq; start < lines.length; seq += 1) {
    const end = lines.indexOf(NEWLINE, start) + 1;
    pieces.push(Buffer.from(`id: ${seq}\ndata: `), lines.subarray(start, end), emptyLine);
    start = end;
  }
  return Buffer.concat(pieces);
}

/** Lets one wait until something happens, which may have been before it waits. */
class Waker {
  #wake: () => void = () => undefined;

  wake(): void {
    this.#wake();
  }

  /** Resolves with the first `wake` from now on. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
