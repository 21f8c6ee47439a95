import { z } from "zod";
import { CallError } from "./call-error.js";
import { Pid, SourceLine } from "./values/lab.js";

export const MessageId = z
  .int()
  .min(0)
  .describe("The request's id: chosen by the client, free again once the reply has come.");

/** A socket call. `params` is validated against the command's own description afterwards. */
export const CommandMessage = z.strictObject({
  id: MessageId,
  command: z.string().max(64).describe("The command's name."),
  pid: Pid.describe("The process that makes the call."),
  params: z.unknown().optional().describe("The command's params."),
  source: SourceLine.optional().describe("The line of the program that makes the call, for the trace."),
});
export type CommandMessage = z.infer<typeof CommandMessage>;

export const ControlMessage = z.strictObject({
  id: MessageId,
  control: z.string().max(64).describe("The control's name."),
  params: z.unknown().optional().describe("The control's params."),
});
export type ControlMessage = z.infer<typeof ControlMessage>;

export type RequestMessage = CommandMessage | ControlMessage;

/** Several of a lab's events in order, to a connection that follows with `batch`. Each is a `LabEvent`. */
export const EventsMessage = z.strictObject({
  events: z.array(z.unknown()).describe("The events, in order."),
});
export type EventsMessage = z.infer<typeof EventsMessage>;

const RepliedId = MessageId.nullable().describe(
  "The request's id; null where the message was too malformed to hold one.",
);

export const ReplyMessage = z.discriminatedUnion("ok", [
  z.strictObject({
    id: RepliedId,
    ok: z.literal(true),
    result: z.unknown().describe("The command's or control's result."),
  }),
  z.strictObject({ id: RepliedId, ok: z.literal(false), error: CallError }),
]);
export type ReplyMessage = z.infer<typeof ReplyMessage>;
