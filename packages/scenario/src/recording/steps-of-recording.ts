import { base64FromBytes } from "@sockpit/protocol";
import { formatMoment, formatValue, type ScenarioProgram } from "@sockpit/protocol/scenario";
import { isBytes, type RuntimeValue } from "../steps/runtime-value.js";
import { COMPARED_BYTES } from "./compared-bytes.js";
import { makesResult, namesResult, type RecordedProgram, type RecordedStep } from "./recorded-step.js";

/** What was done by hand as a program in steps: it expects the results that there were, and waits for what had happened before. */
export function stepsOfRecording({ name, steps }: RecordedProgram): ScenarioProgram {
  const [first] = steps;
  const lines = steps.flatMap((recorded, at) => {
    const { after } = recorded;
    const wait = at === 0 || after === undefined ? [] : [`after ${formatMoment(after)}`];
    return [...wait, lineOf(recorded, namesResult(steps, at))];
  });
  return {
    name: `${name}.steps`,
    source: lines.map((line) => `${line}\n`).join(""),
    ...(first?.after !== undefined && { after: first.after }),
  };
}

function lineOf({ text, step, result, raised }: RecordedStep, isNamed: boolean): string {
  if (raised !== undefined && step.kind === "do" && step.raises === undefined)
    return `${withoutTarget(text)} raises ${raised}`;
  if (isNamed) return `_ = ${text}`;
  const isCall = makesResult(step) && step.kind === "do" && step.expression.kind === "call";
  const expected = isCall && result !== undefined ? comparable(result) : undefined;
  return expected === undefined ? text : `${text} == ${expected}`;
}

/** `data = s.recv(1)` without `data =`: a call that raises has no result. */
function withoutTarget(text: string): string {
  return text.replace(/^[^=("']*=\s*(?!=)/, "");
}

/** Results that are the same in another run: bytes and counts, and no addresses and sockets. */
function comparable(result: RuntimeValue): string | undefined {
  if (typeof result === "number") return formatValue(result);
  if (!isBytes(result) || result.length > COMPARED_BYTES) return undefined;
  return formatValue({ bytes: base64FromBytes(result) });
}
