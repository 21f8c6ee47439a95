import type { Expectation, Observation } from "@sockpit/protocol/scenario";
import type { ExpectationResult } from "../results/result.js";
import { resultOf } from "./decide.js";
import type { RunKnowledge } from "./run-knowledge.js";

/** Milliseconds from an event until the expectations are looked at: many events are looked at together. */
const LOOK_AFTER_MS = 20;

/** To look takes at most this part of the time: each look goes through all that was observed. */
const PART_OF_TIME = 0.1;

interface EarlyVerdictsParts {
  readonly expectations: readonly Expectation[];
  readonly run: RunKnowledge;
  onDecided(index: number, result: ExpectationResult): void;
}

/** Reports what is decided while programs still run: what was observed and lasts. */
export class EarlyVerdicts {
  readonly #parts: EarlyVerdictsParts;
  readonly #open: Set<number>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lookedMs = 0;

  constructor(parts: EarlyVerdictsParts) {
    this.#parts = parts;
    this.#open = new Set([...parts.expectations.keys()].filter((index) => this.#lasts(index)));
  }

  /** Something has happened. */
  touch(): void {
    if (this.#timer !== undefined || this.#open.size === 0) return;
    const delayMs = Math.max(LOOK_AFTER_MS, this.#lookedMs / PART_OF_TIME);
    this.#timer = setTimeout(() => this.#look(), delayMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#open.clear();
  }

  #look(): void {
    this.#timer = undefined;
    const { expectations, run, onDecided } = this.#parts;
    const startedMs = performance.now();
    for (const index of this.#open) {
      const expectation = expectations[index];
      if (expectation === undefined) continue;
      const result = resultOf(expectation, run);
      if (result.isMet === (expectation.kind === "never")) continue;
      this.#open.delete(index);
      onDecided(index, result);
    }
    this.#lookedMs = performance.now() - startedMs;
  }

  #lasts(index: number): boolean {
    const expectation = this.#parts.expectations[index];
    if (expectation === undefined) return false;
    return lasts(expectation.kind === "never" ? expectation.observation : expectation);
  }
}

/** Whether it stays true once it is. */
function lasts(observation: Observation): boolean {
  if (observation.forSeconds !== undefined) return false;
  if (observation.kind === "output" || observation.kind === "stderr") {
    const { text, isExact } = observation;
    const isNegated = typeof text === "object" && text !== null && "not" in text;
    return isExact !== true && !isNegated;
  }
  // Another copy may end in another way.
  return observation.kind !== "exit";
}
