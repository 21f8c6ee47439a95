import type { StepFailure } from "./step-program.js";

/** As the program's standard error has it: `client.steps:4: another result`. */
export function describeFailure(
  name: string,
  { line, exception, message, expected, actual }: StepFailure,
): string {
  const head = `${name}:${line}: ${exception}: ${message}\n`;
  return expected === undefined ? head : `${head}  expected ${expected}\n  actual   ${actual ?? "nothing"}\n`;
}
