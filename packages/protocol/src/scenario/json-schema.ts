import { z } from "zod";
import { Scenario } from "./scenario.js";

/** The JSON Schema of the JSON form: draft 2020-12. */
export function scenarioJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(Scenario, { io: "input" });
  return {
    $schema,
    title: "Sockpit scenario",
    description: "A run that is described in advance: programs, their network, expectations and conditions.",
    ...schema,
  };
}
