import { z } from "zod";
import { CallError } from "./call-error.js";
import { CommandName, commands } from "./commands/index.js";
import { limits } from "./limits.js";
import type { TracedParams, TracedRecord, TracedResult } from "./traced-call.js";
import { CallConditionKind } from "./values/call-condition.js";
import { OutputStream, Pid, ProcessEndReason, ProcessName, SourceLine } from "./values/lab.js";
import { LookupFields } from "./values/lookup.js";
import { PacketFields } from "./values/packet.js";
import { KernelSocket } from "./values/socket.js";
import { SocketChanges, SocketFacts, SocketTimer } from "./values/socket-change.js";
import { TcpSampleFields } from "./values/tcp-sample.js";
import { tracedForm } from "./values/traced.js";
import { HostName, WireCause, WireConfiguration, WireEffect } from "./values/wire.js";

const head = {
  seq: z.int().min(1).describe("The event's number in its lab, counting up by one."),
  at: z.int().min(0).describe("When: microseconds since the lab was made."),
};

const PacketNumber = z.int().min(1).describe("The packet's number: that of its `packet` event.");

const CallNumber = z
  .int()
  .min(1)
  .describe("The call's number in its lab, counting up; joins the events of one call.");

/** Params and results: `tracedForm` of the command's own, which `check` holds them to. */
const TracedValues = z.unknown().meta({ type: "object" }) as z.ZodType<TracedRecord>;

interface Traceable {
  schema: z.core.$ZodType;
  value: TracedRecord;
  issues: z.core.$ZodRawIssue[];
}

function checkTraced(field: "params" | "result", { schema, value, issues }: Traceable): void {
  const { error } = z.safeParse(tracedForm(schema), value);
  for (const { message, path } of error?.issues ?? [])
    issues.push({ code: "custom", message, path: [field, ...path], input: value });
}

const described = z.discriminatedUnion("event", [
  z
    .strictObject({
      event: z.literal("processStarted"),
      ...head,
      pid: Pid,
      name: ProcessName,
      host: HostName.optional().describe("The host that it runs on, in a lab with a wire."),
    })
    .describe("A process started."),
  z
    .strictObject({
      event: z.literal("processEnded"),
      ...head,
      pid: Pid,
      status: z.int().describe("Exit status as in wait(2): 0 for success."),
      reason: ProcessEndReason,
      changes: SocketChanges.optional(),
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
      changes: SocketChanges.optional(),
    })
    .check(({ value: { command, params }, issues }) => {
      checkTraced("params", { schema: commands[command].params, value: params, issues });
    })
    .describe("A call began."),
  z
    .strictObject({
      event: z.literal("callBlocked"),
      ...head,
      call: CallNumber,
      pid: Pid,
      changes: SocketChanges.optional(),
    })
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
      conditions: z
        .array(CallConditionKind)
        .optional()
        .describe(
          "Conditions of the lab that changed the call: what it did is not the kernel's doing alone.",
        ),
      changes: SocketChanges.optional(),
    })
    .check(({ value: { command, result }, issues }) => {
      if (result !== undefined)
        checkTraced("result", { schema: commands[command].result, value: result, issues });
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
    .strictObject({ event: z.literal("lookup"), ...head, ...LookupFields })
    .describe(
      "A program looked a name up. It did so by itself: a lab has no name server, and nothing went over its network.",
    ),
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
    .strictObject({
      event: z.literal("packet"),
      ...head,
      ...PacketFields,
      changes: SocketChanges.optional(),
    })
    .describe("A packet left its sender; `at` is the kernel's own stamp."),
  z
    .strictObject({
      event: z.literal("packetHeld"),
      ...head,
      packet: PacketNumber,
      cause: WireCause,
    })
    .describe("A packet stopped on the wire, and waits to be acted on."),
  z
    .strictObject({
      event: z.literal("packetLeft"),
      ...head,
      packet: PacketNumber,
      fate: z.enum(["delivered", "dropped"]).describe("Whether the host that it was for has it."),
      effects: z.array(WireEffect).describe("What happened to it on the wire."),
      cause: WireCause.optional().describe("What decided its fate; absent where nothing did but its way."),
      enteredAt: z.int().min(0).describe("When it entered the wire: `at` of its `packet` event."),
      isCopy: z.boolean().optional().describe("It is the second of two, of a packet that was duplicated."),
      isOutOfOrder: z
        .boolean()
        .optional()
        .describe(
          "Of a TCP segment that arrived: bytes before it are missing. The kernel keeps it aside until they have come (RFC 9293 §3.10.7.4), and answers with a duplicate ACK.",
        ),
      changes: SocketChanges.optional(),
    })
    .describe("A packet left the wire; `at` is when."),
  z
    .strictObject({ event: z.literal("wireChanged"), ...head, ...WireConfiguration })
    .describe("The wire was set: what holds from now on. Comes once as the lab begins."),
  z
    .strictObject({ event: z.literal("tcpSampled"), ...head, ...TcpSampleFields })
    .describe(
      `How TCP sends on a connection over a wire, read when an ACK came to it or it sent a segment again; at most every ${limits.tcpSampleMs} ms for each, and ${limits.tcpSamplesPerSecond} times a second for all.`,
    ),
  z
    .strictObject({
      event: z.literal("timerExpired"),
      ...head,
      timer: SocketTimer,
      changes: SocketChanges,
    })
    .describe("The kernel changed a socket by a timer, without a call or a packet."),
  z
    .strictObject({
      event: z.literal("viewCorrected"),
      ...head,
      socket: z.string().describe("The `id` of the socket."),
      derived: SocketFacts.describe("What was derived from calls and packets."),
      kernel: SocketFacts.describe("What the kernel says, which holds from now on."),
    })
    .describe(
      "The kernel says something else of a socket than `changes` so far. In a lab whose packets are all captured that is a bug.",
    ),
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
/** An event as it is made: nothing ties its params and result to its command. */
export type MadeEvent = z.infer<typeof described>;

type MadeEventOf<N extends MadeEvent["event"]> = Extract<MadeEvent, { event: N }>;

/** A call that began: `CallStarted<"connect">` has the params of `connect`. */
export type CallStarted<N extends CommandName = CommandName> = N extends CommandName
  ? Omit<MadeEventOf<"callStarted">, "command" | "params"> & { command: N; params: TracedParams<N> }
  : never;

/** A call that ended: `CallEnded<"recv">` has the result of `recv`, or an error. */
export type CallEnded<N extends CommandName = CommandName> = N extends CommandName
  ? Omit<MadeEventOf<"callEnded">, "command" | "result"> & {
      command: N;
      result?: TracedResult<N> | undefined;
    }
  : never;

export type LabEvent = Exclude<MadeEvent, { event: "callStarted" | "callEnded" }> | CallStarted | CallEnded;

/** The compiler cannot see what `check` does. */
export const LabEvent = described as unknown as z.ZodType<LabEvent> & Pick<typeof described, "options">;

export type LabEventName = LabEvent["event"];
export type LabEventOf<N extends LabEventName> = Extract<LabEvent, { event: N }>;
