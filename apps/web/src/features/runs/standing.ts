import type { CallEntry } from "../../record/entry.js";
import type { RecordView } from "../../record/record-view.js";
import type { Run } from "./run.js";
import { NO_LINE, type WaitRecord } from "./wait-record.js";

/** What is said of a line: threads wait there, the program is paused before it, or was there last and goes on. */
export interface Standing {
  kind: "waiting" | "paused" | "running";
  line: number;
  /** The call, `sleep` or `input`; `lock` for another thread; null where it is not waiting. */
  what: string | null;
  /** How many of its threads wait there in the same. */
  threads: number;
  /** Since when, by the lab's clock; the longest of the threads. Null where it goes on. */
  sinceUs: number | null;
}

/** Where a program stands at the moment shown: each line where a thread of it waits, else the line it was at last. */
export function standings(run: Run, view: RecordView): readonly Standing[] {
  const process = run.pid === null ? undefined : view.process(run.pid);
  if (process === undefined || process.end !== null || run.state.kind === "ended") return [];
  const waits = [
    ...view.blockedCalls(process.pid).flatMap((call) => waitingIn(call) ?? []),
    ...run.waits.filter(({ toUs }) => toUs === null).map(waitOf),
  ];
  const others = waits.filter(({ thread }) => thread !== null);
  // The lab and the program report its waits on connections of their own: what one calls over the other may not know of yet.
  const main = waits
    .filter(({ thread }) => thread === null)
    .reduce<Waiting | undefined>(
      (newest, wait) => (wait.sinceUs >= (newest?.sinceUs ?? 0) ? wait : newest),
      undefined,
    );
  const place = main === undefined ? lastPlace(process.pid, run.waits, view) : undefined;
  const waiting = main === undefined || main.line === NO_LINE ? others : [main, ...others];
  return [...merged(waiting), ...(place === undefined ? [] : [place])];
}

interface Waiting {
  kind: "waiting" | "paused";
  line: number;
  what: string | null;
  thread: string | null;
  sinceUs: number;
}

function waitingIn({ command: what, source, blocked }: CallEntry): Waiting | undefined {
  if (source === null || blocked === null) return undefined;
  return { kind: "waiting", line: source.line, what, thread: source.thread ?? null, sinceUs: blocked.at };
}

function waitOf({ what, line, thread, fromUs: sinceUs }: WaitRecord): Waiting {
  if (what === "stop") return { kind: "paused", line, what: null, thread, sinceUs };
  return { kind: "waiting", line, what, thread, sinceUs };
}

/** The main thread's newest call or wait, whichever was later: it goes on from there. */
function lastPlace(pid: number, waits: readonly WaitRecord[], view: RecordView): Standing | undefined {
  const call = lastCall(pid, view);
  const wait = waits.findLast(({ thread }) => thread === null);
  const isWaitLater = wait !== undefined && (call === undefined || wait.fromUs > call.at);
  const line = isWaitLater ? wait.line : call?.source?.line;
  if (line === undefined) return undefined;
  const what = !isWaitLater && call !== undefined && view.isOpen(call) ? call.command : null;
  return { kind: "running", line, what, threads: 1, sinceUs: null };
}

function lastCall(pid: number, view: RecordView): CallEntry | undefined {
  for (const call of view.callsBackwards(pid)) {
    if (call.source !== null && call.source.thread === undefined) return call;
  }
  return undefined;
}

/** Threads that wait on one line in the same call are shown together. */
function merged(waits: readonly Waiting[]): Standing[] {
  const byPlace = new Map<string, Standing>();
  for (const { kind, line, what, sinceUs } of waits) {
    const key = `${line} ${what}`;
    const other = byPlace.get(key);
    byPlace.set(key, {
      kind,
      line,
      what,
      threads: (other?.threads ?? 0) + 1,
      sinceUs: Math.min(sinceUs, other?.sinceUs ?? sinceUs),
    });
  }
  return [...byPlace.values()];
}
