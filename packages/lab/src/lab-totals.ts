import type { CallError } from "@sockpit/protocol";

/** What has happened in all labs of this process, since it started. */
export interface LabTotals {
  /** Calls that have ended, by command, then by outcome: `ok`, an errno, `timeout` or an error's code. */
  readonly calls: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Packets that the kernel had no room for. */
  readonly lostPackets: number;
  /** How often the kernel said something else of a socket than was derived: `viewCorrected`. */
  readonly corrections: number;
}

const calls: Record<string, Record<string, number>> = {};
let lostPackets = 0;
let corrections = 0;

export function countCall(command: string, error?: CallError): void {
  calls[command] ??= {};
  const outcomes = calls[command];
  const outcome = error === undefined ? "ok" : nameOf(error);
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}

export function countLostPackets(count: number): void {
  lostPackets += count;
}

export function countCorrection(): void {
  corrections += 1;
}

export function labTotals(): LabTotals {
  return { calls, lostPackets, corrections };
}

function nameOf(error: CallError): string {
  if (error.kind === "errno") return error.errno;
  return error.kind === "timeout" ? "timeout" : error.code;
}
