import { type Address, limits } from "@sockpit/protocol";
import type { SocketEntry } from "@sockpit/sockets";
import type { CallsUnderWay } from "./calls-under-way.js";

export interface PacketEnds {
  readonly protocol: "TCP" | "UDP";
  readonly source: { host: string; port: number };
  readonly destination: { host: string; port: number };
  /** A SYN without ACK. */
  readonly isOpening: boolean;
}

/** One direction of a flow. A listener stands in for its connection until the kernel lists that. */
interface Owners {
  from: string | null;
  to: string | null;
  isSettled: boolean;
  /** When the kernel was last asked about what is not settled. */
  askedAtUs: number;
}

/** A packet between ends that nobody holds may come again and again: ask the kernel no more often than this. */
const ASK_AGAIN_US = 20_000;

const wildcards: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/**
 * Which sockets a packet belongs to, by its addresses and ports. What has been found is kept, because packets outlive
 * their sockets: a refused SYN, TIME-WAIT, the last ACK.
 */
export class PacketOwners {
  readonly #list: () => readonly SocketEntry[];
  readonly #calls: CallsUnderWay;
  readonly #known = new Map<string, Owners>();
  #listed: readonly SocketEntry[] | undefined;

  constructor(list: () => readonly SocketEntry[], calls: CallsUnderWay) {
    this.#list = list;
    this.#calls = calls;
  }

  /** What the kernel said is old: sockets may have come and gone. */
  forgetList(): void {
    this.#listed = undefined;
  }

  /** `KernelSocket.id` of both sides, null where nobody knows. */
  of(ends: PacketEnds, atUs: number): { from: string | null; to: string | null } {
    const source = name(ends.source);
    const destination = name(ends.destination);
    const key = `${ends.protocol} ${source} ${destination}`;
    const reverse = `${ends.protocol} ${destination} ${source}`;
    const known = ends.isOpening ? this.#opening(key, reverse) : this.#known.get(key);
    if (known?.isSettled === true) return known;
    if (known !== undefined && atUs - known.askedAtUs < ASK_AGAIN_US && this.#listed === undefined)
      return known;
    const sender = this.#find(ends, "source");
    const receiver = this.#find(ends, "destination");
    const found: Owners = {
      from: better(sender, known?.from) ?? this.#opener(ends) ?? null,
      to: better(receiver, known?.to) ?? null,
      isSettled: sender?.isExact === true && receiver?.isExact === true,
      askedAtUs: atUs,
    };
    this.#remember(key, found);
    this.#remember(reverse, { ...found, from: found.to, to: found.from });
    return found;
  }

  /** The sockets of a flow that was seen before: of what an ICMP error is about, or of a later fragment. */
  recall({ protocol, source, destination }: Omit<PacketEnds, "isOpening">): {
    from: string | null;
    to: string | null;
  } {
    const known = this.#known.get(`${protocol} ${name(source)} ${name(destination)}`);
    return known ?? { from: null, to: null };
  }

  /** A SYN may begin a new connection between ends that had another, whose sockets are not its own. */
  #opening(key: string, reverse: string): Owners | undefined {
    const known = this.#known.get(key);
    if (known === undefined) return undefined;
    const { from } = known;
    // A refused one is not listed, and its SYN comes once.
    const isOurs =
      from !== null && this.#entries().some(({ id, state }) => id === from && state !== "TIME-WAIT");
    if (isOurs) return known;
    this.#known.delete(key);
    this.#known.delete(reverse);
    return undefined;
  }

  #entries(): readonly SocketEntry[] {
    this.#listed ??= this.#list().filter(({ family }) => family !== "AF_UNIX");
    return this.#listed;
  }

  /** The socket whose two ends are these; else the one that has this end to itself: a listener, an unconnected socket. */
  #find(ends: PacketEnds, side: "source" | "destination"): Found | undefined {
    const own = ends[side];
    const far = ends[side === "source" ? "destination" : "source"];
    const type = ends.protocol === "TCP" ? "SOCK_STREAM" : "SOCK_DGRAM";
    let best: SocketEntry | undefined;
    let bestRank = 0;
    for (const entry of this.#entries()) {
      if (entry.type !== type) continue;
      const rank = rankOf(entry, own, far);
      if (rank > bestRank) [best, bestRank] = [entry, rank];
    }
    return best === undefined
      ? undefined
      : { id: best.id, isExact: bestRank === CONNECTED || type === "SOCK_DGRAM" };
  }

  /** A refused connection has lost its port when its call comes back: the call itself says whose it was. */
  #opener({ isOpening, protocol, destination }: PacketEnds): string | undefined {
    if (!isOpening && protocol === "TCP") return undefined;
    const call = this.#calls.newest(({ command, params, cookie }) => {
      if (cookie === undefined || !openers.has(command)) return false;
      const address = params["address"] as Address | undefined;
      return address !== undefined && "port" in address && address.port === destination.port;
    });
    return call?.cookie;
  }

  #remember(key: string, owners: Owners): void {
    this.#known.delete(key);
    this.#known.set(key, owners);
    const [oldest] = this.#known.keys();
    if (this.#known.size > limits.capturedFlows && oldest !== undefined) this.#known.delete(oldest);
  }
}

const openers: ReadonlySet<string> = new Set(["connect", "connect_ex", "sendto", "sendmsg"]);

const name = ({ host, port }: { host: string; port: number }): string => `${host}:${port}`;

type End = PacketEnds["source"];

interface Found {
  readonly id: string;
  /** It is the connection itself, or a socket that has no connections. */
  readonly isExact: boolean;
}

/** What is known stays, unless the kernel now lists the connection itself. */
function better(found: Found | undefined, known: string | null | undefined): string | undefined {
  return found?.isExact === true ? found.id : (known ?? found?.id);
}

/** How well a socket fits: both ends, its own end with the far one open, its port alone; 0 not at all. */
const CONNECTED = 3;
const OWN_END = 2;
const OWN_PORT = 1;

function rankOf({ local, peer }: SocketEntry, own: End, far: End): number {
  if (local === null || !("port" in local) || local.port !== own.port) return 0;
  const isHere = plain(local.host) === own.host;
  if (peer !== null)
    return isHere && "port" in peer && peer.port === far.port && plain(peer.host) === far.host
      ? CONNECTED
      : 0;
  if (isHere) return OWN_END;
  return wildcards.has(local.host) ? OWN_PORT : 0;
}

/** IPv4 on an IPv6 socket is listed in its mapped form (RFC 4291 §2.5.5.2), and travels as IPv4. */
function plain(host: string): string {
  return host.startsWith("::ffff:") && host.includes(".") ? host.slice("::ffff:".length) : host;
}
