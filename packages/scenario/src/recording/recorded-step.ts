import type { Moment, Step } from "@sockpit/protocol/scenario";
import type { RuntimeValue } from "../steps/runtime-value.js";

/** A step that was made by hand, and what came of it. */
export interface RecordedStep {
  /** As it was written. */
  readonly text: string;
  readonly step: Step;
  /** The last that another program had done before; undefined where none has done anything since this one's step before. */
  readonly after: Moment | undefined;
  /** Of a call whose result no variable takes. */
  readonly result: RuntimeValue | undefined;
  /** The exception that it ended with, or an errno. */
  readonly raised: string | undefined;
}

/** What was done by hand in one process. */
export interface RecordedProgram {
  /** Its name without an ending: "client". */
  readonly name: string;
  readonly steps: readonly RecordedStep[];
}

/** Which results later steps use as `_`: those steps have to name theirs. */
export function namesResult(steps: readonly RecordedStep[], at: number): boolean {
  if (!makesResult(steps[at]?.step)) return false;
  for (const { step, text } of steps.slice(at + 1)) {
    if (/\b_\b/.test(text)) return true;
    if (makesResult(step)) return false;
  }
  return false;
}

/** Whether a step has a result that is `_` afterwards. */
export function makesResult(step: Step | undefined): boolean {
  return (
    step?.kind === "do" &&
    step.target === undefined &&
    step.expected === undefined &&
    step.raises === undefined
  );
}
