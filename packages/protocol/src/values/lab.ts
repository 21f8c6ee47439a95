import { z } from "zod";
import { limits } from "../limits.js";
import { HostName, WireHost, WireImplementation, WireState } from "./wire.js";

export const NetworkKind = z
  .enum(["isolated", "mapped"])
  .describe("`isolated`: a network namespace of its own. `mapped`: a block of the server's loopback.");
export type NetworkKind = z.infer<typeof NetworkKind>;

export const Isolation = z
  .strictObject({
    available: z.boolean().describe("Whether labs can have a network namespace of their own."),
    userNamespace: z.boolean().describe("Whether a process may make a user namespace."),
    networkNamespace: z.boolean().describe("Whether it may make a network namespace in that."),
    capture: z.boolean().describe("Whether packets can be seen."),
    wire: WireImplementation.nullable()
      .optional()
      .describe("What labs with a wire are made of here; null where there are none."),
    wireReason: z.string().optional().describe("Why there are none, or not of TUN devices."),
    reason: z.string().optional().describe("Which step failed first, and why; absent where none did."),
  })
  .describe("What this machine allows, step by step.");
export type Isolation = z.infer<typeof Isolation>;

export const LabId = z
  .string()
  .regex(/^[a-z0-9]{4,32}$/, "must be 4 to 32 of a-z and 0-9")
  .describe("A lab's id: 4 to 32 of a-z and 0-9. Its first character names the lab host.");
export type LabId = z.infer<typeof LabId>;

export const Pid = z.int().min(1).describe("A process's number in its lab, counting up from 1.");
export type Pid = z.infer<typeof Pid>;

export const ProcessName = z
  .string()
  .min(1)
  .max(limits.processNameLength, { abort: true })
  .regex(/^[^\p{Cc}]+$/u, "must not hold control characters")
  .describe("A process's name: its program's file name, as a rule.");
export type ProcessName = z.infer<typeof ProcessName>;

export const SourceLine = z
  .strictObject({
    file: z.string().max(limits.fileNameLength).describe("The program's file."),
    line: z.int().min(1).describe("The line in it, from 1."),
    thread: z
      .string()
      .min(1)
      .max(limits.threadNameLength)
      .optional()
      .describe("The name of the program's thread; absent for its main thread."),
  })
  .describe("Where in a program a call stands.");
export type SourceLine = z.infer<typeof SourceLine>;

export const ProcessEndReason = z
  .enum(["exited", "disconnected", "killed", "labClosed"])
  .describe("Why a process ended: it said so, its connection dropped, someone ended it, or the lab closed.");
export type ProcessEndReason = z.infer<typeof ProcessEndReason>;

export const ProcessInfo = z.strictObject({
  pid: Pid,
  name: ProcessName,
  host: HostName.optional().describe("The host that it runs on, in a lab with a wire."),
  state: z.enum(["running", "blocked"]).describe("`blocked` while one of its calls waits for the kernel."),
  fds: z.array(z.int()).describe("Its open descriptors, ascending."),
});
export type ProcessInfo = z.infer<typeof ProcessInfo>;

export const LabInfo = z.strictObject({
  id: LabId,
  network: NetworkKind,
  isolation: Isolation,
  hosts: z.array(WireHost).optional().describe("Its hosts, where it has a wire."),
  wire: WireState.optional().describe("The wire between them."),
  processes: z.array(ProcessInfo).describe("Its processes that run."),
  createdAt: z.iso.datetime().describe("When the lab was made: RFC 3339, UTC."),
});
export type LabInfo = z.infer<typeof LabInfo>;

export const OutputStream = z.enum(["stdout", "stderr"]).describe("Which of a program's outputs.");
export type OutputStream = z.infer<typeof OutputStream>;
