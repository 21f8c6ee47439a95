import { z } from "zod";
import { describeControl } from "../describe.js";
import { Pid, ProcessName } from "../values/lab.js";

export const startProcess = describeControl({
  summary: "Start a process that lives as long as this connection, or until it is ended.",
  params: z.strictObject({ name: ProcessName }),
  result: z.strictObject({ pid: Pid }),
});
