import { z } from "zod";
import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { limits } from "../limits.js";
import { Pid } from "../values/lab.js";

export const write = describeControl({
  summary: "Put into the trace what a program printed.",
  params: z.strictObject({
    pid: Pid,
    stream: z.enum(["stdout", "stderr"]),
    /** At most `limits.outputBytes` characters. */
    text: z.string().max(limits.outputBytes),
  }),
  result: Nothing,
});
