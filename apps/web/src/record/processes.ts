import type { ProcessEndReason } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import type { CallEntry } from "./entry.js";
import { evictFrom, isPast, type Moment } from "./moment.js";

interface ProcessEnd extends Moment {
  status: number;
  reason: ProcessEndReason;
}

export interface KnownProcess {
  pid: number;
  name: string;
  /** Null where it was not seen. */
  start: Moment | null;
  end: ProcessEnd | null;
  /** Its calls, in the order in which they began. */
  calls: CallEntry[];
}

/** A process as it was at a moment. */
export interface ProcessThen {
  pid: number;
  name: string;
  end: { status: number; reason: ProcessEndReason } | null;
}

/** The processes, each kept while it lives, a call of it is kept, or none of its name has come after it. */
export class ProcessBook {
  readonly #byPid = new Map<number, KnownProcess>();
  readonly #newest = new Map<string, number>();

  start(pid: number, name: string, start: Moment): void {
    const { calls } = this.#find(pid);
    this.#byPid.set(pid, { pid, name, start, end: null, calls });
    this.#newest.set(name, pid);
  }

  end(pid: number, end: ProcessEnd): void {
    const process = this.#byPid.get(pid);
    if (process !== undefined) process.end = end;
  }

  addCall(call: CallEntry): void {
    this.#find(call.pid).calls.push(call);
  }

  at(pid: number, asOf: number): ProcessThen | undefined {
    const process = this.#byPid.get(pid);
    return process === undefined ? undefined : then(process, asOf);
  }

  /** In the order in which they began. */
  allAt(asOf: number): ProcessThen[] {
    return [...this.#byPid.values()].flatMap((process) => then(process, asOf) ?? []);
  }

  /** A process's calls that had begun, the newest first. */
  *callsBackwards(pid: number, asOf: number): Generator<CallEntry> {
    const calls = this.#byPid.get(pid)?.calls ?? [];
    for (let index = upperBound(calls, ({ seq }) => seq <= asOf) - 1; index >= 0; index -= 1) {
      const call = calls[index];
      if (call !== undefined) yield call;
    }
  }

  #find(pid: number): KnownProcess {
    const found = this.#byPid.get(pid) ?? { pid, name: "", start: null, end: null, calls: [] };
    this.#byPid.set(pid, found);
    return found;
  }

  evict(firstSeq: number, isKept: (call: CallEntry) => boolean): void {
    for (const { pid, name, start, end, calls } of this.#byPid.values()) {
      evictFrom(calls, firstSeq, isKept);
      const isOver = start === null || (end !== null && end.seq < firstSeq);
      if (isOver && calls.length === 0 && this.#newest.get(name) !== pid) this.#byPid.delete(pid);
    }
  }

  reset(): void {
    this.#byPid.clear();
    this.#newest.clear();
  }
}

function then({ pid, name, start, end }: KnownProcess, asOf: number): ProcessThen | undefined {
  if (!isPast(start, asOf)) return undefined;
  return { pid, name, end: isPast(end, asOf) ? end : null };
}
