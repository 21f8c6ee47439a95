import { codeOf } from "../../shared/python-code.js";
import type { FailureRecord } from "../runs/public.js";
import type { HintFacts, HintFinding, HintRule } from "./hint.js";
import type { HintTextId } from "./hint-texts.js";

/** A rule for an exception, by its type (or one that it is derived from) and its text. */
export function onError(
  id: HintTextId,
  type: string,
  text: RegExp,
  find: (facts: HintFacts & { failure: FailureRecord }) => HintFinding | undefined = () => ({}),
): HintRule {
  return {
    id,
    find: (facts) => {
      const { failure } = facts;
      if (failure === undefined || !isKind(failure, type) || !text.test(failure.message)) return undefined;
      return find({ ...facts, failure });
    },
  };
}

export function isKind({ type, bases }: FailureRecord, wanted: string): boolean {
  return type === wanted || bases.includes(wanted);
}

/** The code of the line that failed, without strings and comments. */
export function failedLine({ program, failure }: HintFacts): string {
  const line = failure?.lines.at(-1);
  return line === undefined ? "" : (codeOf(program.source).split("\n")[line - 1] ?? "");
}
