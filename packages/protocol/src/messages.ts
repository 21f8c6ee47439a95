import { z } from "zod";
import { CallError } from "./errors.js";
import { Pid, SourceLine } from "./values/lab.js";

/** The WebSocket subprotocol. The token travels beside it as `bearer.<token>`. */
export const SUBPROTOCOL = "sockpit.v1";
export const BEARER_PREFIX = "bearer.";

/** Chosen by the caller, free again once the reply has come. */
export const MessageId = z.int().min(0);

/** A socket call. `params` is validated against the command's own description afterwards. */
export const CommandMessage = z.strictObject({
  id: MessageId,
  command: z.string().max(64),
  pid: Pid,
  params: z.unknown().optional(),
  source: SourceLine.optional(),
});
export type CommandMessage = z.infer<typeof CommandMessage>;

export const ControlMessage = z.strictObject({
  id: MessageId,
  control: z.string().max(64),
  params: z.unknown().optional(),
});
export type ControlMessage = z.infer<typeof ControlMessage>;

export type RequestMessage = CommandMessage | ControlMessage;

/** Several of a lab's events in order, to a connection that follows with `batch`. Each is a `LabEvent`. */
export const EventsMessage = z.strictObject({ events: z.array(z.unknown()) });
export type EventsMessage = z.infer<typeof EventsMessage>;

export const ReplyMessage = z.discriminatedUnion("ok", [
  z.strictObject({ id: MessageId.nullable(), ok: z.literal(true), result: z.unknown() }),
  /** `id` is null where the message was too broken to hold one. */
  z.strictObject({ id: MessageId.nullable(), ok: z.literal(false), error: CallError }),
]);
export type ReplyMessage = z.infer<typeof ReplyMessage>;
