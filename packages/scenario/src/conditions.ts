import type { CallCondition, ControlParams } from "@sockpit/protocol";
import { type Condition, type Effect, programsCalled, type Scenario } from "@sockpit/protocol/scenario";

/** The seed of a condition that names none: it is as repeatable as others. */
const SEED = 1;

/** The names of the processes that a program has. */
export function copiesOf({ name, times = 1 }: Scenario["programs"][number]): string[] {
  return Array.from({ length: times }, (_, at) => (at === 0 ? name : `${name} (${at + 1})`));
}

/** What chose the sizes; undefined where nothing is to be chosen. */
export function seedOf({ effects, seed = SEED }: Condition): number | undefined {
  return effects.length === 0 ? undefined : seed;
}

/** The same scenario, with one seed for all conditions that have a use for it. */
export function withSeed(scenario: Scenario, seed: number): Scenario {
  const conditions = scenario.conditions.map((each) =>
    each.effects.length === 0 ? each : { ...each, seed },
  );
  return { ...scenario, conditions };
}

/** Effects that the server makes by itself; the others are a wire's. */
type CallEffect = Extract<Effect, { kind: CallCondition["kind"] }>;

export function isCallEffect(effect: Effect): effect is CallEffect {
  return ["shortReads", "shortWrites", "slowPeer", "resetAfter"].includes(effect.kind);
}

/** What a condition of a scenario asks of the lab. */
export function conditionsOfLab(
  condition: Condition,
  { programs }: Scenario,
): ControlParams<"setConditions"> {
  const processesOf = (program: string) => {
    const names = programsCalled(
      program,
      programs.map(({ name }) => name),
    );
    return programs.filter(({ name }) => names.includes(name)).flatMap((each) => copiesOf(each));
  };
  const conditions = condition.effects.filter(isCallEffect).map(
    ({ program, ...effect }): CallCondition => ({
      ...effect,
      ...(program !== undefined && { processes: processesOf(program) }),
    }),
  );
  return { conditions, seed: seedOf(condition) };
}
