import { z } from "zod";
import { limits } from "./limits.js";
import { Isolation, LabInfo, NetworkKind, Pid, ProcessName } from "./values/lab.js";
import { KernelSocket } from "./values/socket.js";
import { CreateWire, HandAction, HostName } from "./values/wire.js";

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

export const CreateLab = z
  .strictObject({
    network: NetworkKind.optional().describe(
      "The network to insist on; otherwise the one that the server offers.",
    ),
    ttlSeconds: z
      .int()
      .min(limits.labTtlSeconds.min)
      .max(limits.labTtlSeconds.max)
      .optional()
      .describe("The lab ends after so many seconds, used or not."),
    hosts: z
      .array(HostName)
      .min(limits.wireHosts.min)
      .max(limits.wireHosts.max)
      .refine((names) => new Set(names).size === names.length, "must have different names")
      .optional()
      .describe("Names of hosts, joined by a wire; without it the lab is one host."),
    wire: CreateWire.optional().describe(
      "How the wire between the hosts is set; without it, it only carries.",
    ),
  })
  .refine(({ hosts, wire }) => wire === undefined || hosts !== undefined, {
    path: ["hosts"],
    error: "must name the hosts that the wire joins",
  });
export const CreatedLab = z.strictObject({
  lab: LabInfo.describe("The new lab."),
  token: z.string().describe("Opens the lab. The server keeps its hash only."),
  viewerToken: z.string().describe("Opens the lab for looking only: no calls, no processes, no deletion."),
});
export type CreatedLab = z.infer<typeof CreatedLab>;

export const CreateProcess = z.strictObject({
  name: ProcessName,
  host: HostName.optional().describe(
    "The host that it runs on; without it the first one. Only in a lab with a wire.",
  ),
});
export const CreatedProcess = z.strictObject({ pid: Pid });

export const Sockets = z.strictObject({
  sockets: z.array(KernelSocket).describe("Every socket of the lab, as the kernel sees it now."),
});

export const ActOnPacket = z.strictObject({ action: HandAction });
