import { z } from "zod";
import { CommandName } from "./commands/index.js";
import { CallError } from "./errors.js";
import { OutputStream, Pid, ProcessEndReason, ProcessName, SourceLine } from "./values/lab.js";
import { PacketFields } from "./values/packet.js";
import { KernelSocket } from "./values/socket.js";

const head = {
  seq: z.int().min(1).describe("The event's number in its lab, counting up by one."),
  at: z.int().min(0).describe("When: microseconds since the lab was made."),
};

const CallNumber = z
  .int()
  .min(1)
  .describe("The call's number in its lab, counting up; joins the events of one call.");

/**
 * Params and results in events: as in the call, with each payload as `TracedData`. Of long lists the first entries are kept,
 * and a last one, `{more}`, says how many followed; of long strings the beginning, with `…` behind it.
 */
const TracedValues = z.record(z.string(), z.unknown());

export const LabEvent = z.discriminatedUnion("event", [
  z
    .strictObject({ event: z.literal("processStarted"), ...head, pid: Pid, name: ProcessName })
    .describe("A process started."),
  z
    .strictObject({
      event: z.literal("processEnded"),
      ...head,
      pid: Pid,
      status: z.int().describe("Exit status as in wait(2): 0 for success."),
      reason: ProcessEndReason,
    })
    .describe("A process ended."),
  z
    .strictObject({
      event: z.literal("callStarted"),
      ...head,
      call: CallNumber,
      pid: Pid,
      command: CommandName,
      params: TracedValues.describe("The command's params, as the trace keeps them."),
      source: SourceLine.optional(),
      socket: z
        .string()
        .optional()
        .describe("The `id` of the socket that it is made on; absent where there is none, or no open one."),
    })
    .describe("A call began."),
  z
    .strictObject({ event: z.literal("callBlocked"), ...head, call: CallNumber, pid: Pid })
    .describe("The kernel had nothing for the call yet: it waits from now on."),
  z
    .strictObject({
      event: z.literal("callEnded"),
      ...head,
      call: CallNumber,
      pid: Pid,
      command: CommandName,
      durationUs: z.int().min(0).describe("Microseconds from start to end."),
      blockedUs: z.int().min(0).describe("Microseconds of these that it waited for the kernel."),
      result: TracedValues.optional().describe("The command's result, as the trace keeps it; or `error`."),
      error: CallError.optional(),
      socket: z
        .string()
        .optional()
        .describe("The `id` of the socket that it gave the program: of `socket`, `accept` and `dup`."),
    })
    .describe("A call returned or failed."),
  z
    .strictObject({
      event: z.literal("output"),
      ...head,
      pid: Pid,
      stream: OutputStream,
      text: z.string().describe("What it printed; all of it, in several events where it is long."),
    })
    .describe("A program printed something."),
  z
    .strictObject({
      event: z.literal("socketChanged"),
      ...head,
      socket: KernelSocket.describe("The socket as it is now."),
    })
    .describe("A socket is new, or its kernel state changed."),
  z
    .strictObject({
      event: z.literal("socketGone"),
      ...head,
      id: z.string().describe("The `id` of the socket."),
    })
    .describe("A socket is gone."),
  z
    .strictObject({ event: z.literal("packet"), ...head, ...PacketFields })
    .describe("A packet left its sender; `at` is the kernel's own stamp."),
  z
    .strictObject({
      event: z.literal("captureDropped"),
      ...head,
      dropped: z.int().min(1).describe("Packets that passed faster than they could be captured."),
    })
    .describe(
      "So many packets passed faster than they could be captured: they are in no event and no export.",
    ),
]);
export type LabEvent = z.infer<typeof LabEvent>;

export type LabEventName = LabEvent["event"];
export type LabEventOf<N extends LabEventName> = Extract<LabEvent, { event: N }>;
