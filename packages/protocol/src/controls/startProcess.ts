import { z } from "zod";
import { describeControl } from "../describe.js";
import { CreateProcess } from "../rest.js";
import { Pid } from "../values/lab.js";

export const startProcess = describeControl({
  summary: "Start a process that lives as long as this connection, or until it is ended.",
  params: CreateProcess,
  result: z.strictObject({ pid: Pid }),
});
