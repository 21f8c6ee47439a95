import {
  type CommandName,
  type CommandResult,
  type ControlName,
  type ControlResult,
  readCommandResult,
  readControlResult,
} from "@sockpit/protocol";
import { LabSocket, type LabSocketOptions, openWebSocket } from "./lab-socket.js";

/** A connection for calls, without events. It reads answers without zod, which a program's worker does not load: ADR 39. */
export class CallConnection extends LabSocket {
  /** Rejects with `no_such_lab`, `unauthorized`, `server_unreachable` or `connection_lost`. */
  static async open(options: LabSocketOptions): Promise<CallConnection> {
    return new CallConnection(await openWebSocket(options));
  }

  protected override readCommandResult<N extends CommandName>(name: N, result: unknown): CommandResult<N> {
    return readCommandResult(name, result);
  }

  protected override readControlResult<N extends ControlName>(name: N, result: unknown): ControlResult<N> {
    return readControlResult(name, result);
  }
}
