import { limits } from "@sockpit/protocol";
import { openFilesLimit } from "@sockpit/sockets";

/** Of a lab itself: its namespace, its netlink and packet sockets, its folder while it is made. */
const FDS_OF_LAB = 4;
/** Node's own files, epoll, and what one recvmsg brings before it is weighed. */
const FDS_OF_PROCESS = 768;
/** Entries of polls that wait, of all labs: some 100 bytes each. */
const MOST_POLLED = 256 * 1024;
/** Where the limit is low, labs still get this share of it. */
const LEAST_SHARE = 1 / 2;
/** What all labs of a server may have on their way, of what the kernel allows a user: unix(7), ETOOMANYREFS. */
const MOST_IN_FLIGHT = 1024;
const SHARE_IN_FLIGHT = 1 / 8;

/** What the labs of a process hold, and what they may. */
export interface DescriptorStats {
  readonly held: number;
  readonly heldLimit: number;
  /** Sent with SCM_RIGHTS and not known to be received. */
  readonly inFlight: number;
  readonly inFlightLimit: number;
}

const usage = { held: 0, inFlight: 0, polled: 0 };
let allowed: typeof usage | undefined;

/**
 * Bounds the descriptors of all labs of this process by its RLIMIT_NOFILE. `share`: what this process has of the server's bounds,
 * since the kernel counts descriptors in flight per user.
 */
export function setDescriptorBudget({ share }: { share: number }): void {
  const limit = openFilesLimit();
  const { labsPerServer, connectionsPerServer } = limits;
  const reserve = FDS_OF_PROCESS + Math.ceil((FDS_OF_LAB * labsPerServer + connectionsPerServer) * share);
  allowed = {
    held: Math.max(limit - reserve, Math.floor(limit * LEAST_SHARE)),
    inFlight: Math.floor(Math.min(MOST_IN_FLIGHT, limit * SHARE_IN_FLIGHT) * share),
    polled: Math.floor(MOST_POLLED * share),
  };
}

export function descriptorStats(): DescriptorStats {
  const { held: heldLimit, inFlight: inFlightLimit } = allowance();
  return { held: usage.held, heldLimit, inFlight: usage.inFlight, inFlightLimit };
}

/** One kind of descriptors of one lab, within what the lab may have and what all labs may. */
export class Share {
  readonly #kind: keyof typeof usage;
  readonly #limit: number;
  #count = 0;

  constructor(kind: keyof typeof usage, limit: number) {
    this.#kind = kind;
    this.#limit = limit;
  }

  get count(): number {
    return this.#count;
  }

  /** False where that is too many. */
  take(count: number): boolean {
    const kind = this.#kind;
    if (this.#count + count > this.#limit || usage[kind] + count > allowance()[kind]) return false;
    this.#count += count;
    usage[kind] += count;
    return true;
  }

  give(count: number): void {
    const given = Math.min(count, this.#count);
    this.#count -= given;
    usage[this.#kind] -= given;
  }
}

function allowance(): typeof usage {
  if (allowed === undefined) setDescriptorBudget({ share: 1 });
  return allowed ?? usage;
}
