import { type Address, type CallError, formatEndpoint, overlapEndpoints, traitsOf } from "@sockpit/protocol";
import type { CallRecord, TraceState } from "../../record/trace-state.js";
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
  call: CallRecord;
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
export function findHint(run: Run, trace: TraceState): Hint | undefined {
  if (
    run.pid === null ||
    run.state.kind !== "ended" ||
    run.state.end.status === 0 ||
    run.state.end.reason !== "exited"
  )
    return undefined;
  const call = lastFailedCall(run.pid, trace);
  if (call === undefined || call.state.kind !== "failed") return undefined;
  const id = hintId(call, call.state.error, trace);
  if (id === undefined) return undefined;
  const address = addressOf(call);
  const values = { address: formatEndpoint(address) ?? "", holder: "" };
  if (id === "addressInUse")
    return { ...addressInUse(address, trace), call, values: { ...values, ...holderOf(address, trace) } };
  return { id, call, values, offersFreshNetwork: false };
}

/** The call that failed last, unless the program went on to other things than tidying up. */
function lastFailedCall(pid: number | null, trace: TraceState): CallRecord | undefined {
  for (let index = trace.calls.length - 1; index >= 0; index -= 1) {
    const call = trace.calls[index];
    if (call === undefined || call.pid !== pid) continue;
    if (call.state.kind === "failed") return call;
    if (traitsOf(call.command).closes !== "descriptor") return undefined;
  }
  return undefined;
}

function hintId(call: CallRecord, error: CallError, { calls }: TraceState): HintId | undefined {
  if (error.kind === "errno" && error.errno === "EPIPE") return brokenPipe(call, calls);
  if (error.kind === "errno") return hintOfErrno[error.errno];
  if (error.kind === "timeout") return "timedOut";
  return error.code === "address_not_allowed" ? "addressNotAllowed" : undefined;
}

function addressOf({ params }: CallRecord): Address | null {
  return "address" in params ? (params.address ?? null) : null;
}

function addressInUse(address: Address | null, trace: TraceState): Pick<Hint, "id" | "offersFreshNetwork"> {
  if (holderOf(address, trace).holder !== "") return { id: "addressHeld", offersFreshNetwork: false };
  const lingers = [...trace.sockets.values()].some(
    ({ fd, local }) => fd === null && overlapEndpoints(local, address),
  );
  return { id: lingers ? "addressInTimeWait" : "addressInUse", offersFreshNetwork: true };
}

/** The process whose socket has the address: `server.py (pid 1)`. */
function holderOf(address: Address | null, trace: TraceState): { holder: string } {
  for (const socket of trace.sockets.values()) {
    if (socket.pid === null || !overlapEndpoints(socket.local, address)) continue;
    const process = trace.processes.get(socket.pid);
    if (process?.end === null) return { holder: `${process.name} (pid ${process.pid})` };
  }
  return { holder: "" };
}
