import { type Expectation, formatExpected } from "@sockpit/protocol/scenario";
import type { ExpectationResult } from "../results/result.js";
import type { Waiters } from "../waiters.js";
import { observe } from "./observe.js";
import type { RunKnowledge, Verdict } from "./run-knowledge.js";

interface After {
  readonly waiters: Waiters;
  /** Takes what is recorded and was not delivered yet. */
  catchUp(): Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** Decides expectations once the programs have ended: at once, or within the time that each has. */
export async function decide(
  expectations: readonly Expectation[],
  run: RunKnowledge,
  after: After,
): Promise<ExpectationResult[]> {
  const positive = expectations.filter(({ kind }) => kind !== "never");
  await Promise.all(positive.map((expectation) => settle(expectation, run, after)));
  await after.catchUp();
  return expectations.map((expectation) => resultOf(expectation, run));
}

/** What is observed of it so far. */
export function resultOf(expectation: Expectation, run: RunKnowledge): ExpectationResult {
  const { isMet, actual, seq } = verdictOf(expectation, run);
  return {
    text: formatExpected(expectation),
    line: expectation.line,
    hint: expectation.hint,
    isMet,
    actual,
    seq,
  };
}

/** Waits until it is met, at most as long as it has; and as long as it has to stay so. */
async function settle(
  expectation: Expectation,
  run: RunKnowledge,
  { waiters, signal }: After,
): Promise<void> {
  if (expectation.kind === "never") return;
  const { withinSeconds, forSeconds } = expectation;
  const isMet = () => verdictOf(expectation, run).isMet;
  if (withinSeconds !== undefined) await waitFor(isMet, withinSeconds, { waiters, signal });
  // Met now, it is over as soon as it is not.
  if (forSeconds !== undefined && isMet()) await waitFor(() => !isMet(), forSeconds, { waiters, signal });
}

/** Ends when it is true, or the time has passed. */
async function waitFor(
  isTrue: () => boolean,
  seconds: number,
  { waiters, signal }: Omit<After, "catchUp">,
): Promise<void> {
  const isOver = AbortSignal.timeout(seconds * 1000);
  const end = signal === undefined ? isOver : AbortSignal.any([isOver, signal]);
  await waiters.until(isTrue, end).catch((error: unknown) => {
    if (!isOver.aborted || signal?.aborted) throw error;
  });
}

function verdictOf(expectation: Expectation, run: RunKnowledge): Verdict {
  if (expectation.kind !== "never") return observe(expectation, run);
  const verdict = observe(expectation.observation, run);
  return { ...verdict, isMet: !verdict.isMet };
}
