import { errnoNumber, type OutputStream } from "@sockpit/protocol";
import { formatMoment, type Observation } from "@sockpit/protocol/scenario";
import { type PastProgram, seqOfOutput } from "../history.js";
import { matchesValue } from "../steps/match.js";
import { formatRuntimeValue } from "../steps/runtime-value.js";
import { isException } from "../steps/step-error.js";
import { observePackets } from "./observe-packets.js";
import { resultValue } from "./result-value.js";
import { programsOf, type RunKnowledge, socketsOf, type Verdict } from "./run-knowledge.js";

type Of<K extends Observation["kind"]> = Extract<Observation, { kind: K }>;

/** Whether something was observed in a run so far. */
export function observe(observation: Observation, run: RunKnowledge): Verdict {
  switch (observation.kind) {
    case "packets":
      return observePackets(observation, run);
    case "state":
      return observeState(observation, run);
    case "output":
    case "stderr":
      return observeOutput(observation, run);
    case "exit":
      return observeExit(observation, run);
    case "raises":
      return observeException(observation, run);
    case "result":
      return observeResult(observation, run);
    case "queue":
      return observeQueue(observation, run);
  }
}

function observeState({ socket, state, not, forSeconds }: Of<"state">, run: RunKnowledge): Verdict {
  const sockets = socketsOf(socket, run);
  const actual =
    sockets.map(({ states }) => states.map((each) => each.state).join(", ")).join("; ") || "no such socket";
  const isRight = (each: string) => (each === state) !== (not === true);
  for (const { states } of sockets) {
    // What must last has to be so now; otherwise it is enough that it was.
    const found = forSeconds === undefined ? states.find((each) => isRight(each.state)) : states.at(-1);
    if (found !== undefined && isRight(found.state)) return { isMet: true, actual, seq: found.seq };
  }
  return { isMet: false, actual };
}

/** Characters of output that a failure shows: the last, where a program says what went wrong. */
const SHOWN_OUTPUT = 300;

function observeOutput(
  { kind, program, text, isExact }: Of<"output" | "stderr">,
  run: RunKnowledge,
): Verdict {
  const stream = kind === "output" ? "stdout" : "stderr";
  const programs = programsOf(program, run);
  const printed = programs.map(({ output }) => output[stream]);
  const isNegated = typeof text === "object" && text !== null && "not" in text;
  const wanted = isNegated ? text.not : text;
  const parts = typeof wanted === "object" && wanted !== null && "parts" in wanted ? wanted.parts : [wanted];
  const pattern = isExact ? wanted : { parts: [{ any: true as const }, ...parts, { any: true as const }] };
  const isFound = printed.some((output) => matchesValue(pattern, output, run));
  const actual = printed
    .map((output) => (output === "" ? "nothing" : formatRuntimeValue(output.slice(-SHOWN_OUTPUT))))
    .join("; ");
  return {
    isMet: isFound !== isNegated,
    actual: actual || "the program has not started",
    seq: typeof wanted === "string" && isFound ? seqOfText(wanted, stream, programs) : undefined,
  };
}

/** The event with the last character of a text, where it was printed first. */
function seqOfText(text: string, stream: OutputStream, programs: readonly PastProgram[]): number | undefined {
  for (const program of programs) {
    const at = program.output[stream].indexOf(text);
    if (at >= 0) return seqOfOutput(program, stream, at + text.length - 1);
  }
  return undefined;
}

function observeExit({ program, status, not }: Of<"exit">, run: RunKnowledge): Verdict {
  const programs = programsOf(program, run);
  const ends = programs.flatMap(({ end }) => end ?? []);
  const isMet =
    ends.length > 0 &&
    ends.length === programs.length &&
    ends.every((end) => (end.status === status) !== (not === true));
  const actual = programs
    .map(({ end }) => (end === undefined ? "it still runs" : String(end.status)))
    .join("; ");
  return { isMet, actual: actual || "the program has not started", seq: ends.at(-1)?.seq };
}

function observeException({ program, exception: wanted }: Of<"raises">, run: RunKnowledge): Verdict {
  const raised = run.exceptions.get(run.programName(program));
  if (raised === undefined) return { isMet: false, actual: "no exception" };
  const { exception, errno } = raised;
  return {
    isMet: isException(raised, wanted),
    actual: errno === undefined ? exception : `${exception} (${errno})`,
    seq: programsOf(program, run).find(({ end }) => end !== undefined)?.end?.seq,
  };
}

function observeResult({ call, value }: Of<"result">, run: RunKnowledge): Verdict {
  const pids = new Set(programsOf(call.program, run).map(({ pid }) => pid));
  const calls = run.history.calls.filter(({ pid, command }) => pids.has(pid) && command === call.call);
  const ended = calls[call.number - 1];
  if (ended === undefined)
    return { isMet: false, actual: `${formatMoment(call)} has not ended; ${calls.length} have` };
  const { error, result, seq } = ended;
  if (error !== undefined) {
    const name = error.kind === "errno" ? error.errno : error.kind;
    const isMet = error.kind === "errno" && matchesValue(value, errnoNumber(error.errno), run);
    return { isMet, actual: name, seq };
  }
  const actual = resultValue(ended.command, result);
  return { isMet: matchesValue(value, actual, run), actual: formatRuntimeValue(actual), seq };
}

const compare = {
  "==": (a: number, b: number) => a === b,
  "!=": (a: number, b: number) => a !== b,
  ">=": (a: number, b: number) => a >= b,
  "<=": (a: number, b: number) => a <= b,
  ">": (a: number, b: number) => a > b,
  "<": (a: number, b: number) => a < b,
};

function observeQueue(
  { socket, queue, comparison, count, forSeconds }: Of<"queue">,
  run: RunKnowledge,
): Verdict {
  const all = socketsOf(socket, run).map(({ queues }) => queues[queue]);
  const lengths = all.map((past) => (forSeconds === undefined ? past : past.slice(-1)));
  const found = lengths.flat().find((past) => compare[comparison](past.count, count));
  // A queue that never changed was empty.
  const wasEmpty =
    all.some((past) => past.length === 0 || forSeconds === undefined) && compare[comparison](0, count);
  const actual =
    all.map((past) => [0, ...past.map((each) => each.count)].join(", ")).join("; ") || "no such socket";
  return { isMet: found !== undefined || (all.length > 0 && wasEmpty), actual, seq: found?.seq };
}
