import { programEndings } from "./notation/read-names.js";
import { didYouMean } from "./notation/suggest.js";
import type { Observation, PacketPattern, Scenario } from "./scenario.js";
import type { Step } from "./steps/step.js";

interface ReferenceProblem {
  readonly line: number | undefined;
  readonly message: string;
  readonly hint: string | undefined;
}

/**
 * Names of programs that a scenario uses and does not have, in its options, steps, expectations and conditions.
 *
 * @param steps of the programs in steps, by name
 */
export function referenceProblems(
  { programs, expect, conditions }: Pick<Scenario, "programs" | "expect" | "conditions">,
  steps: ReadonlyMap<string, readonly Step[]>,
): ReferenceProblem[] {
  const names = programs.map(({ name }) => name);
  const problems: ReferenceProblem[] = [];
  const check = (name: string | undefined, line: number | undefined) => {
    if (name === undefined) return;
    const meant = programsCalled(name, names);
    if (meant.length === 1) return;
    problems.push(
      meant.length > 1
        ? { line, message: `${name} may be ${meant.join(" or ")}`, hint: "Write the whole name." }
        : {
            line,
            message: `there is no program ${name}`,
            hint: didYouMean(name, shortNames(names)) ?? `Programs are ${names.slice(0, 8).join(", ")}.`,
          },
    );
  };
  for (const program of programs) {
    check(program.after?.program, program.line);
    for (const { name, line } of waitsOf(steps.get(program.name) ?? []))
      check(name, program.line === undefined ? undefined : program.line + line);
  }
  for (const expectation of expect) {
    const observation = expectation.kind === "never" ? expectation.observation : expectation;
    for (const name of programsOf(observation)) check(name, expectation.line);
  }
  for (const { effects, line } of conditions) {
    for (const effect of effects) {
      if ("program" in effect) check(effect.program, line);
      if (effect.kind === "drop") for (const name of endsOf(effect.packet)) check(name, line);
    }
  }
  return problems;
}

/** The programs that a name means: the whole one, or without its ending. */
export function programsCalled(name: string, names: readonly string[]): string[] {
  if (names.includes(name)) return [name];
  return names.filter((each) => programEndings.some((ending) => each === name + ending));
}

/** The programs that steps wait for, each with its line in the program. */
function* waitsOf(steps: readonly Step[]): Generator<{ name: string; line: number }> {
  for (const step of steps) {
    const { line } = step;
    if (step.kind === "for") yield* waitsOf(step.body);
    else if (step.kind === "after") yield { name: step.moment.program, line };
    else if (step.kind === "afterObserved")
      for (const name of programsOf(step.observation)) yield { name, line };
  }
}

function* shortNames(names: readonly string[]): Generator<string> {
  for (const name of names) {
    yield name;
    yield name.replace(/\.(?:py|steps)$/, "");
  }
}

function programsOf(observation: Observation): string[] {
  switch (observation.kind) {
    case "packets":
      return observation.packets.flatMap(endsOf);
    case "state":
    case "queue":
      return [observation.socket.program];
    case "result":
      return [observation.call.program];
    default:
      return [observation.program];
  }
}

function endsOf({ from, to }: PacketPattern): string[] {
  return [from, to].flatMap((end) => (end !== undefined && "program" in end ? [end.program] : []));
}
