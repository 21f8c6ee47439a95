import { z } from "zod";
import { limits } from "./limits.js";
import { Isolation, LabInfo, NetworkKind, Pid, ProcessName } from "./values/lab.js";
import { KernelSocket } from "./values/socket.js";

export const Health = z.strictObject({
  status: z.enum(["ok", "starting"]).describe("`starting` while no lab host is ready."),
  version: z.string().describe("Sockpit's version."),
  network: NetworkKind,
  isolation: Isolation,
  feedbackUrl: z
    .string()
    .optional()
    .describe("Where the operator takes reports of problems: an http, https or mailto address."),
});
export type Health = z.infer<typeof Health>;

export const Ready = z.strictObject({ status: z.literal("ready") });

export const CreateLab = z.strictObject({
  network: NetworkKind.optional().describe(
    "The network to insist on; otherwise the one that the server offers.",
  ),
  ttlSeconds: z
    .int()
    .min(limits.labTtlSeconds.min)
    .max(limits.labTtlSeconds.max)
    .optional()
    .describe("The lab ends after so many seconds, used or not."),
});
export const CreatedLab = z.strictObject({
  lab: LabInfo.describe("The new lab."),
  token: z.string().describe("Opens the lab. The server keeps its hash only."),
  viewerToken: z.string().describe("Opens the lab for looking only: no calls, no processes, no deletion."),
});
export type CreatedLab = z.infer<typeof CreatedLab>;

export const CreateProcess = z.strictObject({ name: ProcessName });
export const CreatedProcess = z.strictObject({ pid: Pid });

export const Sockets = z.strictObject({
  sockets: z.array(KernelSocket).describe("Every socket of the lab, as the kernel sees it now."),
});
