import { z } from "zod";
import { CommandName } from "./commands/index.js";
import { CallError } from "./errors.js";
import { Pid, ProcessEndReason, ProcessName, SourceLine } from "./values/lab.js";
import { PacketFields } from "./values/packet.js";
import { KernelSocket } from "./values/socket.js";

const head = {
  /** Counts up by one in each lab. */
  seq: z.int().min(1),
  /** Microseconds since the lab was made. */
  at: z.int().min(0),
};

/** The number of a call in its lab, counting up; joins the events of one call. */
const CallNumber = z.int().min(1);

/** `KernelSocket.id` of a call's socket; absent where it has none, or no open one. */
const SocketOfCall = z.string().optional();

/**
 * Params and results in events: as in the call, with each payload as `TracedData`. Of long lists the first entries are kept,
 * and a last one, `{more}`, says how many followed; of long strings the beginning, with `…` behind it.
 */
const TracedValues = z.record(z.string(), z.unknown());

export const LabEvent = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("processStarted"), ...head, pid: Pid, name: ProcessName }),
  z.strictObject({
    event: z.literal("processEnded"),
    ...head,
    pid: Pid,
    status: z.int(),
    reason: ProcessEndReason,
  }),
  z.strictObject({
    event: z.literal("callStarted"),
    ...head,
    call: CallNumber,
    pid: Pid,
    command: CommandName,
    params: TracedValues,
    source: SourceLine.optional(),
    /** The socket that it is made on. */
    socket: SocketOfCall,
  }),
  /** The kernel had nothing for the call yet: it waits from now on. */
  z.strictObject({ event: z.literal("callBlocked"), ...head, call: CallNumber, pid: Pid }),
  z.strictObject({
    event: z.literal("callEnded"),
    ...head,
    call: CallNumber,
    pid: Pid,
    command: CommandName,
    /** Microseconds from start to end. */
    durationUs: z.int().min(0),
    /** Microseconds of these that it waited for the kernel. */
    blockedUs: z.int().min(0),
    result: TracedValues.optional(),
    error: CallError.optional(),
    /** The socket that it gave the program: of `socket`, `accept` and `dup`. */
    socket: SocketOfCall,
  }),
  z.strictObject({
    event: z.literal("output"),
    ...head,
    pid: Pid,
    stream: z.enum(["stdout", "stderr"]),
    text: z.string(),
  }),
  /** A socket is new, or its kernel state changed. */
  z.strictObject({ event: z.literal("socketChanged"), ...head, socket: KernelSocket }),
  z.strictObject({ event: z.literal("socketGone"), ...head, id: z.string() }),
  /** A packet left its sender; `at` is the kernel's own stamp. */
  z.strictObject({ event: z.literal("packet"), ...head, ...PacketFields }),
  /** So many packets passed faster than they could be captured: they are in no event and no export. */
  z.strictObject({ event: z.literal("captureDropped"), ...head, dropped: z.int().min(1) }),
]);
export type LabEvent = z.infer<typeof LabEvent>;

export type LabEventName = LabEvent["event"];
export type LabEventOf<N extends LabEventName> = Extract<LabEvent, { event: N }>;
