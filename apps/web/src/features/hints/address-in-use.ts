import {
  type Address,
  descriptorOf,
  formatEndpoint,
  kernelFacts,
  overlapEndpoints,
  traitsOf,
} from "@sockpit/protocol";
import type { CallEntry } from "../../record/entry.js";
import { RecordView } from "../../record/record-view.js";
import type { RecordedSocket } from "../../record/socket-history.js";
import { addOptionBefore } from "./add-option.js";
import type { FailedCall, HintAction, HintFacts, HintFinding, HintRule } from "./hint.js";
import { addressOf } from "./rules-of-calls.js";

const MICROSECONDS = 1_000_000;

/** The lab as it was when a call failed, which changes no more. */
const viewsThen = new WeakMap<CallEntry, RecordView>();

/** The address of a bind that found it in use, and what was known of the lab then. */
function taken({
  failure,
  failed,
  view,
}: HintFacts): { address: Address | null; then: RecordView } | undefined {
  if (failure?.errno !== "EADDRINUSE" || failed === undefined) return undefined;
  const { call } = failed;
  const then = viewsThen.get(call) ?? new RecordView(view.record, call.end?.seq ?? view.seq);
  viewsThen.set(call, then);
  return { address: addressOf(call), then };
}

/** Whether the program has bound the address itself, with a socket that it has not closed. The kernel reports such a socket late. */
function isBoundByItself({ call }: FailedCall, address: Address | null, then: RecordView): boolean {
  const closed = new Set<number | undefined>();
  for (const earlier of then.callsBackwards(call.pid)) {
    if (earlier === call || then.stateOf(earlier).kind !== "returned") continue;
    const fd = descriptorOf(earlier);
    if (traitsOf(earlier.command).closes === "descriptor") closed.add(fd);
    const hasBound = traitsOf(earlier.command).binds !== undefined;
    if (hasBound && !closed.has(fd) && overlapEndpoints(addressOf(earlier), address)) return true;
  }
  return false;
}

/** The live process whose socket had the address. */
function holderOf(address: Address | null, then: RecordView): { pid: number; name: string } | undefined {
  for (const { pid, fd, local } of then.sockets.values()) {
    if (pid === null || fd === null || !overlapEndpoints(local, address)) continue;
    const process = then.process(pid);
    if (process?.end === null) return { pid, name: process.name };
  }
  return undefined;
}

/** The sockets in TIME-WAIT that kept the address, the newest last. */
function restingAt(
  address: Address | null,
  then: RecordView,
): { socket: RecordedSocket; sinceUs: number; seq: number }[] {
  return [...then.sockets.values()]
    .filter(({ state, local }) => state === "TIME-WAIT" && overlapEndpoints(local, address))
    .map((socket) => {
      const step = then.statesOf(socket.id).findLast(({ state }) => state === "TIME-WAIT");
      return { socket, sinceUs: step?.at ?? 0, seq: step?.seq ?? 0 };
    })
    .sort((a, b) => a.sinceUs - b.sinceUs);
}

export const addressInUseRules: readonly HintRule[] = [
  {
    id: "addressHeldByItself",
    find(facts) {
      const found = taken(facts);
      if (found === undefined || facts.failed === undefined) return undefined;
      if (!isBoundByItself(facts.failed, found.address, found.then)) return undefined;
      return { values: { address: formatEndpoint(found.address) ?? "" } };
    },
  },
  {
    id: "addressHeld",
    find(facts) {
      const found = taken(facts);
      const holder = found === undefined ? undefined : holderOf(found.address, found.then);
      if (found === undefined || holder === undefined) return undefined;
      const values = {
        address: formatEndpoint(found.address) ?? "",
        holder: holder.name,
        pid: holder.pid,
      };
      const isAlive = facts.view.process(holder.pid)?.end === null;
      return { values, actions: isAlive ? [{ kind: "stop", ...holder }] : [{ kind: "runAgain" }] };
    },
  },
  { id: "addressInTimeWait", find: (facts) => findTimeWait(facts) },
  {
    id: "addressInUse",
    find(facts) {
      const found = taken(facts);
      if (found === undefined) return undefined;
      return { values: { address: formatEndpoint(found.address) ?? "" }, actions: [{ kind: "resetAndRun" }] };
    },
  },
];

function findTimeWait(facts: HintFacts): HintFinding | undefined {
  const found = taken(facts);
  if (found === undefined) return undefined;
  const resting = restingAt(found.address, found.then);
  const last = resting.at(-1);
  if (last === undefined) return undefined;
  const { socket, sinceUs, seq } = last;
  const { record } = facts.view;
  const untilUs = sinceUs + kernelFacts.timeWaitSeconds * MICROSECONDS;
  const packet = record.entriesOf(seq).find((entry) => entry.kind === "packet");
  const actions: HintAction[] = [];
  if (packet?.kind === "packet") actions.push({ kind: "why", packet: packet.packet.packet });
  actions.push({ kind: "resetAndRun" });
  const line = facts.failed?.call.source?.line;
  const source = line === undefined ? undefined : addOptionBefore(facts.program.source, line, "SO_REUSEADDR");
  if (source !== undefined) actions.push({ kind: "edit", edit: "SO_REUSEADDR", source });
  return {
    values: {
      address: formatEndpoint(found.address) ?? "",
      local: formatEndpoint(socket.local) ?? "",
      peer: formatEndpoint(socket.peer) ?? "",
      count: resting.length,
      seconds: kernelFacts.timeWaitSeconds,
    },
    untilUs,
    actions,
  };
}
