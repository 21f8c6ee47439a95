import type { CallError, CommandName, CommandParams, CommandResult } from "@sockpit/protocol";
import { CallFailure } from "@sockpit/protocol";

/** A process of the page's own in the lab, over a connection of its own. Failing calls reject with a `CallFailure`. */
export interface PeerProcess {
  command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>>;
  /** Ends it, and with it what it waits for: its sockets are closed as at the end of a program. */
  end(status?: number): void;
}

/** Starts processes in the lab: on a host, where it has a wire, else the first. Rejects with a `CallFailure` where there is none, or it is full. */
export interface PeerLab {
  start(name: string, host?: string): Promise<PeerProcess>;
}

/** Where the other end of a program is, or will be. */
export interface PeerTarget {
  readonly transport: "tcp" | "udp";
  readonly host: string;
  readonly port: number;
  /** The one host of a lab with a wire from which it can be reached. */
  readonly onlyFrom?: string;
}

/** IPv6 addresses have colons; names are looked up as IPv4. */
export function familyOf(host: string): "AF_INET" | "AF_INET6" {
  return host.includes(":") ? "AF_INET6" : "AF_INET";
}

export function callErrorOf(error: unknown): CallError {
  if (error instanceof CallFailure) return error.error;
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "internal", code: "internal", message };
}

export function isErrno(error: CallError, ...names: readonly string[]): boolean {
  return error.kind === "errno" && names.includes(error.errno);
}
