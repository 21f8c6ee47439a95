import { z } from "zod";
import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { LookupFields } from "../values/lookup.js";

export const reportLookup = describeControl({
  summary: "Put into the trace that a program looked a name up, which it does without the lab.",
  params: z.strictObject(LookupFields),
  result: Nothing,
});
