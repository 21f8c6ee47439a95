import { z } from "zod";
import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { Pid } from "../values/lab.js";

export const endProcess = describeControl({
  summary: "End a process: its waiting calls fail, its sockets close.",
  params: z.strictObject({
    pid: Pid,
    status: z.int().min(0).max(255).default(0).describe("Exit status as in wait(2): 0 for success."),
  }),
  result: Nothing,
});
