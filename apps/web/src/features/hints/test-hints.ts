import { type CallError, LabEvent } from "@sockpit/protocol";
import type { ProgramFailure } from "@sockpit/python";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { failureOf, recordedFailure } from "../../fixtures/recorded-failure.js";
import { viewOf } from "../../record/test-record.js";
import { noRun, type Run } from "../runs/public.js";
import { findHint, type HintSituation } from "./find-hint.js";
import type { Hint } from "./hint.js";

/** Programs that end with an error, each named after the hint that it gets: e2e/recordings/failures.ts. */
export const failures = loadFixture("failures");

/** The events up to the end of a program, and its process. */
export function endOf(name: string): { events: LabEvent[]; pid: number; status: number } {
  const start = failures.find((event) => event.event === "processStarted" && event.name === name);
  if (start?.event !== "processStarted") throw new Error(`No program ${name} was recorded`);
  const { pid } = start;
  const end = failures.find((event) => event.event === "processEnded" && event.pid === pid);
  if (end?.event !== "processEnded") throw new Error(`${name} did not end`);
  return { events: failures.slice(0, failures.indexOf(end) + 1), pid, status: end.status };
}

export function ended(pid: number, status: number, failure?: ProgramFailure): Run {
  return {
    ...noRun,
    state: { kind: "ended", end: { status, reason: "exited" } },
    pid,
    hasStarted: true,
    failures: failure === undefined ? [] : [{ ...failure, atUs: 0 }],
  };
}

/** What the server offers. */
export const wheels = ["rich-9.9-py3-none-any.whl", "rich-14.0-py3-none-any.whl"];

export function hintFor(
  run: Run,
  events: readonly LabEvent[],
  source = "",
  more: Partial<HintSituation> = {},
): Hint | undefined {
  const program = { id: "p", name: "program.py", source, colour: 0 };
  const situation = { program, programs: [program], nowUs: 0, isBusy: () => false, parts: undefined, wheels };
  return findHint({ ...situation, run, view: viewOf(events), ...more });
}

export function hintOf(name: string): Hint | undefined {
  const { events, pid, status } = endOf(name);
  return hintFor(ended(pid, status, recordedFailure(events, pid)), events);
}

/** The same program where its call failed with an error that this machine's kernel does not give. */
export function hintWith(name: string, error: CallError): Hint | undefined {
  const { events, pid, status } = endOf(name);
  const changed = events.map((event) =>
    event.event === "callEnded" && event.pid === pid && event.error !== undefined
      ? LabEvent.parse({ ...event, error })
      : event,
  );
  return hintFor(ended(pid, status, failureOf(error)), changed);
}

/** An exception as the interpreter reports it. */
export function pythonError(
  type: string,
  message: string,
  more: Partial<ProgramFailure> = {},
): ProgramFailure {
  const bases = ["Exception", "BaseException"];
  return { where: "main", thread: null, type, bases, message, errno: null, module: null, lines: [], ...more };
}
