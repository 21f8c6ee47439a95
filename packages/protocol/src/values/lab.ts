import { z } from "zod";
import { limits } from "../limits.js";

/** `isolated`: a network namespace of its own. `mapped`: a block of the server's loopback. */
export const NetworkKind = z.enum(["isolated", "mapped"]);
export type NetworkKind = z.infer<typeof NetworkKind>;

/** What this machine allows, step by step, and which step failed first and why. */
export const Isolation = z.strictObject({
  available: z.boolean(),
  userNamespace: z.boolean(),
  networkNamespace: z.boolean(),
  capture: z.boolean(),
  reason: z.string().optional(),
});
export type Isolation = z.infer<typeof Isolation>;

export const LabId = z.string().regex(/^[a-z0-9]{4,32}$/, "must be 4 to 32 of a-z and 0-9");
export type LabId = z.infer<typeof LabId>;

export const Pid = z.int().min(1);
export type Pid = z.infer<typeof Pid>;

export const ProcessName = z
  .string()
  .min(1)
  .max(limits.processNameLength, { abort: true })
  .regex(/^[^\p{Cc}]+$/u, "must not hold control characters");
export type ProcessName = z.infer<typeof ProcessName>;

/** Where in a program a call stands. */
export const SourceLine = z.strictObject({
  file: z.string().max(limits.fileNameLength),
  line: z.int().min(1),
  /** The name of the program's thread; absent for its main thread. */
  thread: z.string().min(1).max(limits.threadNameLength).optional(),
});
export type SourceLine = z.infer<typeof SourceLine>;

/** Why a process ended: it said so, its connection dropped, someone ended it, or the lab closed. */
export const ProcessEndReason = z.enum(["exited", "disconnected", "killed", "labClosed"]);
export type ProcessEndReason = z.infer<typeof ProcessEndReason>;

export const ProcessInfo = z.strictObject({
  pid: Pid,
  name: ProcessName,
  state: z.enum(["running", "blocked"]),
  fds: z.array(z.int()),
});
export type ProcessInfo = z.infer<typeof ProcessInfo>;

export const LabInfo = z.strictObject({
  id: LabId,
  network: NetworkKind,
  isolation: Isolation,
  processes: z.array(ProcessInfo),
  /** When the lab was made: RFC 3339, UTC. */
  createdAt: z.iso.datetime(),
});
export type LabInfo = z.infer<typeof LabInfo>;
