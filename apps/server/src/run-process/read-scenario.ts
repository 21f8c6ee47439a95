import { badParams, codedFailure } from "@sockpit/protocol";
import { describeProblem, formatScenario, parseScenario, Scenario } from "@sockpit/protocol/scenario";
import { withSeed } from "@sockpit/scenario";
import type { RunOrder } from "../between/run-messages.js";

/** Reads a scenario that is to be run, in either form. `bad_params`, which names the field, or the line and column; `python_not_allowed`. */
export function readScenario({ scenario: given, file, seed, runsPython }: RunOrder): Scenario {
  const text = typeof given === "string" ? given : formatScenario(readJson(given));
  const { scenario, problems } = parseScenario(text, file);
  const [first] = problems;
  if (scenario === undefined || first !== undefined) {
    const more =
      problems.length > 1 ? ` ${problems.length - 1} more: POST /api/scenarios/check lists all.` : "";
    const message = `scenario: ${first === undefined ? "cannot be read" : describeProblem(first).replaceAll(/\n */g, " ")}${more}`;
    throw codedFailure("bad_params", message, { field: "scenario" });
  }
  const python = scenario.programs.find(({ name }) => name.endsWith(".py"));
  if (python !== undefined && !runsPython) {
    const message = `${python.name} is in Python, which this server runs only with SOCKPIT_RUN_PYTHON=1. Run it in the page or with the command line, or write the program in steps.`;
    throw codedFailure("python_not_allowed", message, { field: "scenario" });
  }
  return seed === undefined ? scenario : withSeed(scenario, seed);
}

function readJson(given: object): Scenario {
  const parsed = Scenario.safeParse(given);
  if (!parsed.success) throw badParams(parsed.error, "scenario");
  return parsed.data;
}
