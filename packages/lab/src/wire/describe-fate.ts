import type { WireCause } from "@sockpit/protocol";
import type { Leaving } from "./wire-observer.js";

/** What became of a packet on the wire, for who reads a capture file. */
export function describeFate({ isDelivered, effects, cause, isCopy }: Leaving): string {
  const fate = isDelivered ? "delivered" : "dropped";
  const what = effects.length === 0 ? fate : `${fate}, ${effects.join(", ")}`;
  const copy = isCopy ? " (the second of two)" : "";
  return cause === null ? `wire: ${what}${copy}` : `wire: ${what}${copy}, by ${causeInWords(cause)}`;
}

function causeInWords(cause: WireCause): string {
  if (cause.by === "setting") return `setting ${cause.setting}`;
  if (cause.by === "rule") return `rule ${cause.rule}`;
  if (cause.by === "limit" && cause.limit === "server") return "the server's limit of all its wires";
  if (cause.by === "limit") return `the wire's limit of ${cause.limit}`;
  if (cause.by === "hand") return "hand";
  return cause.by === "noHost" ? "its address, which no host has" : "the receiving host";
}
