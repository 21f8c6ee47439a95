import {
  type CommandName,
  openedDescriptors,
  receivedData,
  sentBytes,
  sentData,
  type TracedParams,
  traitsOf,
} from "@sockpit/protocol";
import type { CallEntry } from "./entry.js";
import { dropWhile } from "./moment.js";
import { takeBytes } from "./take-bytes.js";

interface Waiting {
  call: CallEntry;
  bytes: number;
}

/** What an open descriptor of a process stands for. */
interface PipeEnd {
  /** The call that made the pipe. */
  pipe: number;
  /** The newest event that had to do with it. */
  lastSeq: number;
}

interface CallOn {
  pid: number;
  command: CommandName;
  params: TracedParams;
}

/**
 * Which call read what another wrote into a pipe. Bytes are read in the order in which they were written. Descriptors are
 * known by their process; one that came from another process by SCM_RIGHTS is not.
 */
export class PipeJoins {
  readonly #join: (giver: CallEntry, taker: CallEntry) => void;
  /** By process and descriptor. */
  readonly #ends = new Map<string, PipeEnd>();
  /** By pipe: what has been written and nobody has read yet. */
  readonly #waiting = new Map<number, Waiting[]>();

  constructor(join: (giver: CallEntry, taker: CallEntry) => void) {
    this.#join = join;
  }

  /** The pipe on which a call is made, by the call that made it; null for other descriptors. */
  pipeOf({ pid, command, params }: CallOn): number | null {
    const { on } = traitsOf(command);
    const fd = on === undefined ? undefined : (params as Readonly<Record<string, unknown>>)[on];
    return this.#ends.get(`${pid} ${fd}`)?.pipe ?? null;
  }

  /** A write that waits for room puts its bytes in piece by piece: they may be read before it returns. */
  callStarted(call: CallEntry): void {
    const { pipe } = call;
    if (pipe === null || traitsOf(call.command).sends === undefined) return;
    const waiting = this.#waiting.get(pipe) ?? [];
    waiting.push({ call, bytes: sentData(call)?.bytes ?? 0 });
    this.#waiting.set(pipe, waiting);
  }

  callEnded(call: CallEntry): void {
    const { command, pid, pipe, end } = call;
    const { makes, receives, sends, closes, on } = traitsOf(command);
    if (end === null) return;
    if (pipe !== null && sends !== undefined) this.#written(call, pipe);
    if (end.outcome.kind !== "returned") return;
    const { result } = end.outcome;
    const opened = makes === "pipe" ? call.call : pipe;
    if (opened !== null)
      for (const fd of openedDescriptors(command, result))
        this.#ends.set(`${pid} ${fd}`, { pipe: opened, lastSeq: end.seq });
    if (pipe === null || on === undefined) return;
    const key = `${pid} ${(call.params as Readonly<Record<string, unknown>>)[on]}`;
    const known = this.#ends.get(key);
    if (known !== undefined) known.lastSeq = end.seq;
    if (closes === "descriptor") this.#ends.delete(key);
    if (receives === undefined) return;
    const bytes = receivedData(command, result)?.bytes ?? 0;
    takeBytes(this.#waiting.get(pipe) ?? [], bytes, (written) => this.#join(written.call, call));
  }

  /** Forgets what was written before an event and never read, and descriptors that have not been used since. */
  evict(firstSeq: number): void {
    for (const [pipe, waiting] of this.#waiting) {
      dropWhile(waiting, ({ call: { end } }) => end !== null && end.seq < firstSeq);
      if (waiting.length === 0) this.#waiting.delete(pipe);
    }
    for (const [key, { lastSeq }] of this.#ends) if (lastSeq < firstSeq) this.#ends.delete(key);
  }

  reset(): void {
    this.#ends.clear();
    this.#waiting.clear();
  }

  /** The pipe may have taken less than all. */
  #written(call: CallEntry, pipe: number): void {
    const waiting = this.#waiting.get(pipe);
    const written = waiting?.find((other) => other.call === call);
    if (waiting === undefined || written === undefined || call.end === null) return;
    const { outcome } = call.end;
    const taken = outcome.kind === "returned" ? sentBytes(call, outcome.result) : 0;
    written.bytes -= (sentData(call)?.bytes ?? 0) - taken;
    if (written.bytes <= 0) waiting.splice(waiting.indexOf(written), 1);
  }
}
