import { z } from "zod";
import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { limits } from "../limits.js";
import { CallCondition } from "../values/call-condition.js";

export const setConditions = describeControl({
  summary:
    "Set the conditions of the lab, in place of those before: for processes that start afterwards. Calls that they changed say so in the trace.",
  params: z.strictObject({
    conditions: z
      .array(CallCondition)
      .max(limits.scenarioListLength)
      .describe("Of several of one kind for the same process, the last one counts."),
    seed: z
      .int()
      .min(0)
      .max(0xffff_ffff)
      .default(0)
      .describe(
        "The same seed gives the same sizes: of each process by its name, and of its connections in their order.",
      ),
  }),
  result: Nothing,
});
