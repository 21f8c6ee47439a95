import { HostName, limits } from "@sockpit/protocol";
import type { HostNames } from "./host-names.js";

/** Names that a person is offered, in their order. */
const usualNames = ["client", "server", "client-2", "client-3"] as const;

/** Why a host cannot have this name. */
export type HostNameFault = "missing" | "localhost" | "tooLong" | "notAllowed" | "taken";

export function usualHosts(chosen: HostNames): readonly string[] {
  return chosen ?? usualNames.slice(0, limits.wireHosts.min);
}

/** One more host, of the first usual name that is free. */
export function withHost(names: readonly string[]): readonly string[] {
  const free = usualNames.find((name) => !names.includes(name)) ?? "";
  return names.length < limits.wireHosts.max ? [...names, free] : names;
}

export function hostNameFault(names: readonly string[], at: number): HostNameFault | undefined {
  const name = names[at] ?? "";
  if (name === "") return "missing";
  if (name === "localhost") return "localhost";
  if (name.length > limits.hostNameLength) return "tooLong";
  if (!HostName.safeParse(name).success) return "notAllowed";
  return names.indexOf(name) < at ? "taken" : undefined;
}
