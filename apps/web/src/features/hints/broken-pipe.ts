import { descriptorOf, openedDescriptors, traitsOf } from "@sockpit/protocol";
import { type CallRecord, callIndex } from "../../record/trace-state.js";

/** Why nothing can be sent: the peer has gone, this program has shut sending down, or nothing was ever connected. */
export type BrokenPipe = "connectionLost" | "sendingShut" | "notConnected";

/**
 * Why a call failed with EPIPE: send(2). TCP also gives it on a socket that was never connected. The program's calls on the
 * descriptor say which it was, the last of them first; a descriptor that came from elsewhere had a peer.
 */
export function brokenPipe(call: CallRecord, calls: readonly CallRecord[]): BrokenPipe {
  const fd = descriptorOf(call);
  for (let index = callIndex(calls, call.call) - 1; index >= 0; index -= 1) {
    const earlier = calls[index];
    if (earlier === undefined || earlier.pid !== call.pid) continue;
    const { on, connects } = traitsOf(earlier.command);
    if (opens(earlier, fd))
      return on === undefined && connects === undefined ? "notConnected" : "connectionLost";
    if (descriptorOf(earlier) !== fd) continue;
    if (shutsSending(earlier)) return "sendingShut";
    if (connects !== undefined && hasConnected(earlier)) return "connectionLost";
  }
  return "connectionLost";
}

function opens({ command, state }: CallRecord, fd: number | undefined): boolean {
  if (fd === undefined || state.kind !== "returned") return false;
  return openedDescriptors(command, state.result).includes(fd);
}

function shutsSending({ command, params, state }: CallRecord): boolean {
  const isShut = traitsOf(command).closes === "connection" && state.kind === "returned";
  return isShut && "how" in params && params.how !== "SHUT_RD";
}

/** Also where a call that does not wait has only begun to. */
function hasConnected({ state }: CallRecord): boolean {
  if (state.kind === "failed") return state.error.kind === "errno" && state.error.errno === "EINPROGRESS";
  if (state.kind !== "returned") return false;
  const name = "name" in state.result ? state.result.name : undefined;
  return name === undefined || name === "EINPROGRESS";
}
