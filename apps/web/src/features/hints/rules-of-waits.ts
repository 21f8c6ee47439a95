import {
  acceptQueueCapacity,
  type CommandName,
  formatEndpoint,
  isSameEndpoint,
  receivedData,
  traitsOf,
} from "@sockpit/protocol";
import type { CallEntry } from "../../record/entry.js";
import type { RecordView } from "../../record/record-view.js";
import type { RecordedSocket } from "../../record/socket-history.js";
import { NO_LINE } from "../runs/public.js";
import type { HintFacts, HintFinding, HintRule } from "./hint.js";
import { addressOf } from "./rules-of-calls.js";

/** How long a program waits before something is said of it: shorter waits are how programs work. */
export const LONG_WAIT_US = 3_000_000;

/** So many recv calls in a row that gave b'' are a loop that does not end. */
const EMPTY_READS = 20;

/** A program that goes on, and the one call that all of it waits in, for long. */
function onlyLongWait({ run, view, nowUs }: HintFacts): CallEntry | undefined {
  if (run.pid === null || run.state.kind !== "running") return undefined;
  if (run.waits.some(({ toUs, line }) => toUs === null && line !== NO_LINE)) return undefined;
  const [call, ...others] = view.blockedCalls(run.pid);
  if (call?.blocked == null || others.length > 0) return undefined;
  return nowUs - call.blocked.at >= LONG_WAIT_US ? call : undefined;
}

function longWaitIn(facts: HintFacts, fits: (call: CallEntry) => boolean): CallEntry | undefined {
  const call = onlyLongWait(facts);
  return call !== undefined && fits(call) ? call : undefined;
}

function accepts({ command }: CallEntry): boolean {
  return traitsOf(command).connects === "server";
}

function receives({ command }: CallEntry): boolean {
  return traitsOf(command).receives !== undefined;
}

function sends({ command }: CallEntry): boolean {
  return traitsOf(command).sends !== undefined;
}

function ownSockets({ run, view }: HintFacts): RecordedSocket[] {
  return [...view.sockets.values()].filter(({ pid, fd }) => pid !== null && pid === run.pid && fd !== null);
}

/** The socket at the other end of a connection. */
function peerOf({ local, peer, type }: RecordedSocket, view: RecordView): RecordedSocket | undefined {
  if (local === null || peer === null) return undefined;
  return [...view.sockets.values()].find(
    (other) => other.type === type && isSameEndpoint(other.local, peer) && isSameEndpoint(other.peer, local),
  );
}

function nameOf(pid: number | null, view: RecordView): string {
  return (pid === null ? undefined : view.process(pid)?.name) ?? "";
}

function at(call: CallEntry, values: HintFinding["values"]): HintFinding {
  const line = call.source?.line;
  return { values: { ...values, command: call.command }, ...(line === undefined ? {} : { line }) };
}

/** Waits for a new client while one that it has has sent something: accept() stands in the loop that should receive. */
function findAcceptInLoop(facts: HintFacts): HintFinding | undefined {
  const call = longWaitIn(facts, accepts);
  if (call === undefined) return undefined;
  const unread = ownSockets(facts).find(
    ({ state, receiveQueueBytes }) => state === "ESTABLISHED" && (receiveQueueBytes ?? 0) > 0,
  );
  if (unread === undefined) return undefined;
  return at(call, { peer: formatEndpoint(unread.peer) ?? "", bytes: unread.receiveQueueBytes ?? 0 });
}

/** Serves one client, and others wait in the accept queue. */
function findOneAtATime(facts: HintFacts): HintFinding | undefined {
  const call = longWaitIn(facts, (wait) => receives(wait) || sends(wait));
  if (call === undefined) return undefined;
  const waiting = ownSockets(facts).reduce((count, { acceptQueue }) => count + (acceptQueue?.length ?? 0), 0);
  return waiting === 0 ? undefined : at(call, { queued: waiting });
}

/** Calls of this kind only, the newest first, as many as are asked for; undefined where there are fewer in a row. */
function newestInARow(
  facts: HintFacts,
  count: number,
  fits: (call: CallEntry) => boolean,
): CallEntry[] | undefined {
  const { run, view } = facts;
  const found: CallEntry[] = [];
  if (run.pid === null) return undefined;
  for (const call of view.callsBackwards(run.pid)) {
    if (view.isOpen(call)) continue;
    if (!fits(call)) return undefined;
    found.push(call);
    if (found.length === count) return found;
  }
  return undefined;
}

function findEmptyReads(facts: HintFacts): HintFinding | undefined {
  const { run, view } = facts;
  if (run.state.kind !== "running") return undefined;
  const calls = newestInARow(facts, EMPTY_READS, (call) => {
    const state = view.stateOf(call);
    return (
      receives(call) && state.kind === "returned" && receivedData(call.command, state.result)?.bytes === 0
    );
  });
  const [call] = calls ?? [];
  const isOneSocket = calls?.every(({ socket }) => socket === call?.socket) === true;
  return call === undefined || !isOneSocket ? undefined : at(call, {});
}

/** Cannot send, because the peer does not take what has come. */
function findPeerDoesNotRead(facts: HintFacts): HintFinding | undefined {
  const { view } = facts;
  const call = longWaitIn(facts, sends);
  const socket = call?.socket == null ? undefined : view.sockets.get(call.socket);
  if (call === undefined || socket === undefined) return undefined;
  const peer = peerOf(socket, view);
  const unread = peer?.receiveQueueBytes ?? 0;
  if (peer === undefined || unread === 0) return undefined;
  return at(call, { name: nameOf(peer.pid, view), unread, unsent: socket.sendQueueBytes ?? 0 });
}

function findQueueFull(facts: HintFacts): HintFinding | undefined {
  const { view } = facts;
  const call = longWaitIn(facts, ({ command }) => traitsOf(command).connects === "client");
  const address = call === undefined ? null : addressOf(call);
  const owner = address === null ? null : view.record.sockets.listensAt(address);
  if (call === undefined || owner === null) return undefined;
  for (const { pid, acceptQueue, state } of view.sockets.values()) {
    if (pid !== owner || state !== "LISTEN" || acceptQueue === null) continue;
    const capacity = acceptQueueCapacity(acceptQueue.limit);
    if (acceptQueue.length < capacity) continue;
    const values = {
      name: nameOf(owner, view),
      length: acceptQueue.length,
      capacity,
      backlog: acceptQueue.limit,
    };
    return at(call, values);
  }
  return undefined;
}

/** Both ends of a connection do nothing but wait for the other to send. */
function findBothWait(facts: HintFacts): HintFinding | undefined {
  const { view, nowUs } = facts;
  const call = longWaitIn(facts, receives);
  const socket = call?.socket == null ? undefined : view.sockets.get(call.socket);
  if (call === undefined || socket?.state !== "ESTABLISHED" || (socket.receiveQueueBytes ?? 0) > 0)
    return undefined;
  const peer = peerOf(socket, view);
  if (peer?.pid == null || peer.pid === facts.run.pid || (peer.receiveQueueBytes ?? 0) > 0) return undefined;
  const [its, ...others] = view.blockedCalls(peer.pid);
  if (its === undefined || its.socket !== peer.id || !receives(its) || others.length > 0) return undefined;
  if (its.blocked === null || nowUs - its.blocked.at < LONG_WAIT_US) return undefined;
  if (facts.isBusy(peer.pid)) return undefined;
  const command: CommandName = call.command;
  return at(call, { name: nameOf(peer.pid, view), command, other: its.command });
}

/** Hints for programs that go on and get nowhere. */
export const waitRules: readonly HintRule[] = [
  { id: "acceptInLoop", find: findAcceptInLoop },
  { id: "queueFull", find: findQueueFull },
  { id: "peerDoesNotRead", find: findPeerDoesNotRead },
  { id: "oneAtATime", find: findOneAtATime },
  { id: "bothWait", find: findBothWait },
  { id: "emptyReads", find: findEmptyReads },
];
