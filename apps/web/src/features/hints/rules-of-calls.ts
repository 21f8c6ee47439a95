import { type Address, formatEndpoint, traitsOf } from "@sockpit/protocol";
import type { CallEntry } from "../../record/entry.js";
import { addOptionBefore } from "./add-option.js";
import { type BrokenPipe, brokenPipe } from "./broken-pipe.js";
import type { FailedCall, HintFacts, HintFinding, HintRule } from "./hint.js";
import type { HintTextId } from "./hint-texts.js";

export function addressOf({ params }: CallEntry): Address | null {
  return "address" in params ? (params.address ?? null) : null;
}

/** A rule for programs that one of these errors of a socket call has ended. */
function onErrno(
  id: HintTextId,
  errnos: readonly string[],
  fits?: (failed: FailedCall) => boolean,
): HintRule {
  return {
    id,
    find: ({ failure, failed }) => {
      if (failed?.error.kind !== "errno" || !errnos.includes(failed.error.errno)) return undefined;
      return failure === undefined || fits?.(failed) === false ? undefined : namesOf(failed);
    },
  };
}

function namesOf({ call }: FailedCall): HintFinding {
  return { values: { address: formatEndpoint(addressOf(call)) ?? "", command: call.command } };
}

function accepts({ call }: FailedCall): boolean {
  return traitsOf(call.command).connects === "server";
}

function connects({ call }: FailedCall): boolean {
  return traitsOf(call.command).connects === "client";
}

function listens({ call }: FailedCall): boolean {
  return traitsOf(call.command).listens !== undefined;
}

function binds({ call }: FailedCall): boolean {
  return traitsOf(call.command).binds !== undefined;
}

function sends({ call }: FailedCall): boolean {
  return traitsOf(call.command).sends !== undefined;
}

/** Why nothing can be sent any more: EPIPE has several causes. */
function brokenPipeRule(id: BrokenPipe): HintRule {
  return {
    id,
    find: ({ failed, view }) => {
      const isPipe = failed?.error.kind === "errno" && failed.error.errno === "EPIPE";
      return isPipe && brokenPipe(failed.call, view) === id ? namesOf(failed) : undefined;
    },
  };
}

function findBroadcast({ program, failed }: HintFacts): HintFinding | undefined {
  if (failed?.error.kind !== "errno" || failed.error.errno !== "EACCES") return undefined;
  // sendto(2), connect(2): a broadcast address without SO_BROADCAST.
  if (!sends(failed) && !connects(failed)) return undefined;
  const line = failed.call.source?.line;
  const source = line === undefined ? undefined : addOptionBefore(program.source, line, "SO_BROADCAST");
  const actions = source === undefined ? [] : [{ kind: "edit", edit: "SO_BROADCAST", source } as const];
  return { ...namesOf(failed), actions };
}

/** Hints for programs that the error of a socket call has ended; the first that fits counts. */
export const callRules: readonly HintRule[] = [
  onErrno("refused", ["ECONNREFUSED"]),
  onErrno("connectTimedOut", ["ETIMEDOUT"]),
  {
    id: "timedOut",
    find: ({ failed }) => (failed?.error.kind === "timeout" ? namesOf(failed) : undefined),
  },
  { id: "broadcastDenied", find: findBroadcast },
  onErrno("accessDenied", ["EACCES"]),
  onErrno("addressNotAvailable", ["EADDRNOTAVAIL"]),
  onErrno("networkUnreachable", ["ENETUNREACH", "EHOSTUNREACH"]),
  onErrno("notConnected", ["ENOTCONN"]),
  brokenPipeRule("notConnected"),
  brokenPipeRule("sendingShut"),
  brokenPipeRule("connectionLost"),
  onErrno("connectionLost", ["ECONNRESET", "ECONNABORTED"]),
  onErrno("familyNotSupported", ["EAFNOSUPPORT"]),
  onErrno("alreadyConnected", ["EISCONN"]),
  onErrno("wouldBlock", ["EAGAIN"]),
  onErrno("connectInProgress", ["EINPROGRESS", "EALREADY"]),
  onErrno("notListening", ["EINVAL"], accepts),
  onErrno("boundTwice", ["EINVAL"], binds),
  onErrno("datagramTooLong", ["EMSGSIZE"]),
  onErrno("destinationMissing", ["EDESTADDRREQ"]),
  onErrno("datagramSocket", ["EOPNOTSUPP"], (failed) => accepts(failed) || listens(failed)),
  {
    id: "addressNotAllowed",
    find: ({ failed }) => {
      const isRefused = failed?.error.kind === "policy" && failed.error.code === "address_not_allowed";
      return isRefused ? namesOf(failed) : undefined;
    },
  },
];
