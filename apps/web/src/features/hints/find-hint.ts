import { type FailureRecord, isActive } from "../runs/public.js";
import { addressInUseRules } from "./address-in-use.js";
import { codingLineFault } from "./coding-line.js";
import { causingCall } from "./failed-call.js";
import { decisiveFailure } from "./failed-line.js";
import type { Hint, HintFacts, HintFinding, HintRule } from "./hint.js";
import { lastFailedLookup } from "./lookups.js";
import { callRules } from "./rules-of-calls.js";
import { hostRules } from "./rules-of-hosts.js";
import { pythonRules } from "./rules-of-python.js";
import { tlsRules } from "./rules-of-tls.js";
import { waitRules } from "./rules-of-waits.js";
import { partsFor } from "./two-programs.js";

/** What is said of an exception; each rule has a text of its name, and a test. The first that finds something counts. */
export const failureRules: readonly HintRule[] = [
  ...addressInUseRules,
  ...hostRules,
  ...callRules,
  ...tlsRules,
  ...pythonRules,
];

/** What is said of a program that ended with an error and no exception: it has handled one, and given up. */
const endRules: readonly HintRule[] = [
  {
    id: "noInternet",
    find: ({ run, view }) => {
      const hasFailed =
        run.state.kind === "ended" && run.state.end.reason === "exited" && run.state.end.status !== 0;
      const lookup = hasFailed && run.pid !== null ? lastFailedLookup(run.pid, view) : undefined;
      const line = lookup?.lookup.source?.line;
      return lookup === undefined ? undefined : line === undefined ? {} : { line };
    },
  },
];

/** What is said of a program's text before it runs. */
const textRules: readonly HintRule[] = [
  {
    id: "twoPrograms",
    find: ({ parts, program }) =>
      parts === undefined
        ? undefined
        : { actions: [{ kind: "split", parts: partsFor(program.name, parts) }] },
  },
  { id: "codingLine", find: ({ program }) => codingLineFault(program.source) },
];

/** Facts that do not follow from others. */
export type HintSituation = Omit<HintFacts, "failure" | "failed">;

/** The hint for a program: what ended it or a thread of it, or what it waits for in vain. */
export function findHint(situation: HintSituation): Hint | undefined {
  const { run, view } = situation;
  const failure = decisiveFailure(run);
  const failed = failure === undefined || run.pid === null ? undefined : causingCall(failure, run.pid, view);
  const facts: HintFacts = { ...situation, failure, failed };
  const found = failure === undefined ? undefined : hintOfFailure(facts, failure);
  const waiting =
    failure === undefined && isActive(run) ? firstOf(waitRules, facts, `${run.pid}`) : undefined;
  const ended = failure === undefined ? firstOf(endRules, facts, `${run.pid}`) : undefined;
  return found ?? waiting ?? ended ?? firstOf(textRules, facts, situation.program.id);
}

function hintOfFailure(facts: HintFacts, failure: FailureRecord): Hint | undefined {
  const { run, failed } = facts;
  const key = `${run.pid} ${failure.atUs}`;
  const found = firstOf(failureRules, facts, key);
  const line = found?.line ?? failed?.call.source?.line ?? failure.lines.at(-1);
  const { where, thread, type } = failure;
  if (where === "main") return found === undefined ? undefined : { ...found, line };
  const part = { where, thread: thread ?? "", type };
  const { id, values, actions } = found ?? { id: "seeTraceback" as const, values: {}, actions: [] };
  return { ...found, id, values, actions, line, part, key };
}

function firstOf(rules: readonly HintRule[], facts: HintFacts, key: string): Hint | undefined {
  for (const { id, find } of rules) {
    const found: HintFinding | undefined = find(facts);
    if (found !== undefined)
      return {
        ...found,
        id,
        values: found.values ?? {},
        actions: found.actions ?? [],
        line: found.line,
        part: undefined,
        key: `${key} ${id}`,
      };
  }
  return undefined;
}
