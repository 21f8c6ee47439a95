import type { CallError } from "../call-error.js";
import type { CommandName, CommandResult } from "../commands/index.js";
import type { ControlName, ControlResult } from "../controls/index.js";
import type { ReplyMessage } from "../messages.js";
import { readShape } from "./answer-shape.js";
import { callErrorShape, commandResultShapes, controlResultShapes, replyShape } from "./answer-shapes.js";

/** Whether there is a command of this name. */
export function hasCommand(name: string): name is CommandName {
  return Object.hasOwn(commandResultShapes, name);
}

/** Whether results of a command have bytes, as `data`: each, or those that were asked for so. */
export function givesBytes(name: CommandName): boolean {
  const shape = commandResultShapes[name];
  if (typeof shape !== "object" || !("fields" in shape)) return false;
  return [shape.fields["data"], shape.fields["data?"]].includes("bytes");
}

/** The server's reply over a WebSocket, in either form. Throws TypeError where it is none. */
export function readReply(message: unknown): ReplyMessage {
  return readShape(replyShape, message) as ReplyMessage;
}

/** What a command gave, in a binary reply. Throws TypeError where it is not what the command gives. */
export function readCommandResult<N extends CommandName>(name: N, result: unknown): CommandResult<N> {
  return readShape(commandResultShapes[name] ?? "null", result) as CommandResult<N>;
}

/** The same for a control. */
export function readControlResult<N extends ControlName>(name: N, result: unknown): ControlResult<N> {
  return readShape(controlResultShapes[name] ?? "null", result) as ControlResult<N>;
}

/** Why the server has refused something, from the body of a REST answer; undefined where it does not say. */
export function readRefusal(body: unknown): CallError | undefined {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  try {
    return readShape(callErrorShape, error) as CallError;
  } catch {
    return undefined;
  }
}
