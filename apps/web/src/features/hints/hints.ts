import { type Address, type CallError, formatEndpoint, overlapEndpoints, traitsOf } from "@sockpit/protocol";
import type { CallEntry } from "../../record/entry.js";
import type { RecordView } from "../../record/record-view.js";
import type { Run } from "../runs/public.js";
import { type BrokenPipe, brokenPipe } from "./broken-pipe.js";

/** What to tell a person whose program a call has ended. Strings: i18n `hints`. */
type HintId =
  | "addressHeld"
  | "addressInTimeWait"
  | "addressInUse"
  | "refused"
  | "connectTimedOut"
  | "timedOut"
  | "accessDenied"
  | "addressNotAvailable"
  | "networkUnreachable"
  | BrokenPipe
  | "familyNotSupported"
  | "addressNotAllowed";

export interface Hint {
  id: HintId;
  call: CallEntry;
  /** How it failed. */
  error: CallError;
  /** What the strings name. */
  values: { address: string; holder: string };
  /** Whether a new lab would help. */
  offersFreshNetwork: boolean;
}

const hintOfErrno: Readonly<Record<string, HintId>> = {
  EADDRINUSE: "addressInUse",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "connectTimedOut",
  EACCES: "accessDenied",
  EADDRNOTAVAIL: "addressNotAvailable",
  ENETUNREACH: "networkUnreachable",
  EHOSTUNREACH: "networkUnreachable",
  ENOTCONN: "notConnected",
  ECONNRESET: "connectionLost",
  EAFNOSUPPORT: "familyNotSupported",
};

/** The hint for a program that has failed, where the failure of a call is what ended it. */
export function findHint(run: Run, view: RecordView): Hint | undefined {
  if (
    run.pid === null ||
    run.state.kind !== "ended" ||
    run.state.end.status === 0 ||
    run.state.end.reason !== "exited"
  )
    return undefined;
  const failed = lastFailedCall(run.pid, view);
  if (failed === undefined) return undefined;
  const { call, error } = failed;
  const id = hintId(call, error, view);
  if (id === undefined) return undefined;
  const address = addressOf(call);
  const values = { address: formatEndpoint(address) ?? "", holder: "" };
  if (id === "addressInUse")
    return { ...addressInUse(address, view), ...failed, values: { ...values, ...holderOf(address, view) } };
  return { id, call, error, values, offersFreshNetwork: false };
}

/** The call that failed last, unless the program went on to other things than tidying up. */
function lastFailedCall(pid: number, view: RecordView): Pick<Hint, "call" | "error"> | undefined {
  for (const call of view.callsBackwards(pid)) {
    const state = view.stateOf(call);
    if (state.kind === "failed") return { call, error: state.error };
    if (traitsOf(call.command).closes !== "descriptor") return undefined;
  }
  return undefined;
}

function hintId(call: CallEntry, error: CallError, view: RecordView): HintId | undefined {
  if (error.kind === "errno" && error.errno === "EPIPE") return brokenPipe(call, view);
  if (error.kind === "errno") return hintOfErrno[error.errno];
  if (error.kind === "timeout") return "timedOut";
  return error.code === "address_not_allowed" ? "addressNotAllowed" : undefined;
}

function addressOf({ params }: CallEntry): Address | null {
  return "address" in params ? (params.address ?? null) : null;
}

function addressInUse(address: Address | null, view: RecordView): Pick<Hint, "id" | "offersFreshNetwork"> {
  if (holderOf(address, view).holder !== "") return { id: "addressHeld", offersFreshNetwork: false };
  const lingers = [...view.sockets.values()].some(
    ({ fd, local }) => fd === null && overlapEndpoints(local, address),
  );
  return { id: lingers ? "addressInTimeWait" : "addressInUse", offersFreshNetwork: true };
}

/** The process whose socket has the address: `server.py (pid 1)`. */
function holderOf(address: Address | null, view: RecordView): { holder: string } {
  for (const socket of view.sockets.values()) {
    if (socket.pid === null || !overlapEndpoints(socket.local, address)) continue;
    const process = view.process(socket.pid);
    if (process?.end === null) return { holder: `${process.name} (pid ${process.pid})` };
  }
  return { holder: "" };
}
