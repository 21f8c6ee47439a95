import { z } from "zod";
import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { limits } from "../limits.js";
import { OutputStream, Pid } from "../values/lab.js";

export const write = describeControl({
  summary: "Put into the trace what a program printed.",
  params: z.strictObject({
    pid: Pid,
    stream: OutputStream,
    text: z
      .string()
      .max(limits.outputBytes)
      .describe("What was printed. Longer text goes in several messages."),
  }),
  result: Nothing,
});
