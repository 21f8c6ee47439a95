import { descriptorOf, openedDescriptors, traitsOf } from "@sockpit/protocol";
import type { CallEntry, CallState } from "../../record/entry.js";
import type { RecordView } from "../../record/record-view.js";

/** Why nothing can be sent: the peer has gone, this program has shut sending down, or nothing was ever connected. */
export type BrokenPipe = "connectionLost" | "sendingShut" | "notConnected";

/**
 * Why a call failed with EPIPE: send(2). TCP also gives it on a socket that was never connected. The program's calls on the
 * descriptor say which it was, the last of them first; a descriptor that came from elsewhere had a peer.
 */
export function brokenPipe(call: CallEntry, view: RecordView): BrokenPipe {
  const fd = descriptorOf(call);
  for (const earlier of view.callsBackwards(call.pid)) {
    if (earlier.seq >= call.seq) continue;
    const state = view.stateOf(earlier);
    const { on, connects } = traitsOf(earlier.command);
    if (opens(earlier, state, fd))
      return on === undefined && connects === undefined ? "notConnected" : "connectionLost";
    if (descriptorOf(earlier) !== fd) continue;
    if (shutsSending(earlier, state)) return "sendingShut";
    if (connects !== undefined && hasConnected(state)) return "connectionLost";
  }
  return "connectionLost";
}

function opens({ command }: CallEntry, state: CallState, fd: number | undefined): boolean {
  if (fd === undefined || state.kind !== "returned") return false;
  return openedDescriptors(command, state.result).includes(fd);
}

function shutsSending({ command, params }: CallEntry, state: CallState): boolean {
  const isShut = traitsOf(command).closes === "connection" && state.kind === "returned";
  return isShut && "how" in params && params.how !== "SHUT_RD";
}

/** Also where a call that does not wait has only begun to. */
function hasConnected(state: CallState): boolean {
  if (state.kind === "failed") return state.error.kind === "errno" && state.error.errno === "EINPROGRESS";
  if (state.kind !== "returned") return false;
  const name = "name" in state.result ? state.result.name : undefined;
  return name === undefined || name === "EINPROGRESS";
}
