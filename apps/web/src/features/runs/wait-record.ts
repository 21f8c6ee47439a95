import { type ProgramWait, TOLD_AFTER_MS } from "@sockpit/python";

/** One wait of a program that was no socket call, by the lab's clock. `stop`: it stood still, after a step say. */
export interface WaitRecord {
  /** Of its kind, in its run. */
  id: number;
  what: ProgramWait["what"] | "stop";
  line: number;
  thread: string | null;
  fromUs: number;
  /** Null while it lasts. */
  toUs: number | null;
}

/** The line of a wait of the main thread for others, once it is over: none of the program's own is being executed. */
export const NO_LINE = 0;

/** Waits of one run that can be gone back to. */
const MAX_WAITS = 1_000;

/** The waits with one that has just been reported, after it had lasted a little. */
export function withWait(
  waits: readonly WaitRecord[],
  wait: Omit<WaitRecord, "fromUs" | "toUs">,
  nowUs: number,
): readonly WaitRecord[] {
  const lastedUs = wait.what === "stop" ? 0 : TOLD_AFTER_MS * 1000;
  return [...waits.slice(1 - MAX_WAITS), { ...wait, fromUs: nowUs - lastedUs, toUs: null }];
}

/** The waits without any that fits and lasts. */
export function withoutOpen(
  waits: readonly WaitRecord[],
  nowUs: number,
  fits: (wait: WaitRecord) => boolean,
): readonly WaitRecord[] {
  return waits.map((wait) => (wait.toUs === null && fits(wait) ? { ...wait, toUs: nowUs } : wait));
}

/** The waits as they were at a moment: those that lasted then are open again. */
export function waitsAt(waits: readonly WaitRecord[], atUs: number): readonly WaitRecord[] {
  return waits
    .filter(({ fromUs }) => fromUs <= atUs)
    .map((wait) => (wait.toUs !== null && wait.toUs > atUs ? { ...wait, toUs: null } : wait));
}
