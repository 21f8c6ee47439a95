import { traitsOf } from "@sockpit/protocol";
import type { RecordView } from "../../record/record-view.js";
import { nameOfProcess } from "../runs/public.js";
import type { HintAction, HintFacts, HintFinding, HintRule } from "./hint.js";
import { addressOf } from "./rules-of-calls.js";
import { withHostIn } from "./with-host-in.js";

interface Refused {
  readonly host: string;
  readonly port: number;
  readonly line: number | undefined;
}

/** Where a connection was refused, in a lab with a wire. */
function refusedAt({ failed, onWire }: HintFacts): Refused | undefined {
  if (onWire === undefined || failed?.error.kind !== "errno" || failed.error.errno !== "ECONNREFUSED")
    return undefined;
  const address = addressOf(failed.call);
  if (address === null || !("port" in address)) return undefined;
  return { host: address.host, port: address.port, line: failed.call.source?.line };
}

/** A socket that listens on a port, of one of the hosts that fit. */
function listenerOn(view: RecordView, port: number, fits: (host: string, local: string) => boolean) {
  for (const { host, local, state, pid } of view.sockets.values()) {
    if (host === undefined || local === null || !("port" in local)) continue;
    if (state === "LISTEN" && local.port === port && fits(host, local.host)) return { host, pid };
  }
  return undefined;
}

/** 127.0.0.1 is each host's own, and the server is on another one. */
function findOnAnotherHost(facts: HintFacts): HintFinding | undefined {
  const refused = refusedAt(facts);
  const { onWire, program, view } = facts;
  if (refused === undefined || onWire === undefined || !isLoopback(refused.host)) return undefined;
  const { host } = onWire;
  const listener = listenerOn(view, refused.port, (other) => other !== host);
  if (listener === undefined) return undefined;
  const source = withHostIn(program.source, refused.line, listener.host);
  const actions: HintAction[] = source === undefined ? [] : [{ kind: "edit", edit: "hostName", source }];
  return { values: { address: refused.host, port: refused.port, host, other: listener.host }, actions };
}

/** The server listens on its host's own 127.0.0.1 alone. */
function findOnlyOnItsHost(facts: HintFacts): HintFinding | undefined {
  const refused = refusedAt(facts);
  const { onWire, programs, view } = facts;
  if (refused === undefined) return undefined;
  const target = onWire?.hosts.find(
    ({ name, addresses }) => name === refused.host.toLowerCase() || addresses.includes(refused.host),
  );
  if (target === undefined) return undefined;
  const { port } = refused;
  const listener = listenerOn(view, port, (host, local) => host === target.name && isLoopback(local));
  if (listener === undefined || listener.pid === null) return undefined;
  const name = nameOfProcess(view.process(listener.pid)?.name ?? "");
  const server = programs.find((program) => program.name === name);
  const line = server === undefined ? undefined : lineOfBind(view, listener.pid, port);
  const source = server === undefined ? undefined : withHostIn(server.source, line, "0.0.0.0");
  const actions: HintAction[] =
    server === undefined || source === undefined
      ? []
      : [{ kind: "edit", edit: "allAddresses", of: server, source }];
  return { values: { server: name, other: target.name, port }, actions };
}

function lineOfBind(view: RecordView, pid: number, port: number): number | undefined {
  for (const call of view.callsBackwards(pid)) {
    const address = traitsOf(call.command).binds === undefined ? null : addressOf(call);
    if (address !== null && "port" in address && address.port === port) return call.source?.line;
  }
  return undefined;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** Hints for programs that look for each other on the wrong host of a wire. */
export const hostRules: readonly HintRule[] = [
  { id: "onAnotherHost", find: findOnAnotherHost },
  { id: "onlyOnItsHost", find: findOnlyOnItsHost },
];
