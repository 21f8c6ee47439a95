import { type Family, families, type SocketType } from "../constants.js";
import { SystemError } from "../errors.js";
import { finish } from "../finish.js";
import { NetlinkSocket } from "../netlink/netlink-socket.js";
import type { NetworkNamespace } from "../network-namespace.js";
import { NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY } from "../system/netlink-constants.js";
import {
  clearClocks,
  decodeInetMessage,
  decodeSampleMessage,
  encodeFindRequest,
  encodeInetRequest,
  encodeSampleRequest,
  type FlowEnd,
  type InetKind,
  inetCookie,
  inetMemory,
} from "./inet-diag.js";
import { encodeWithinFilter } from "./inet-filter.js";
import type { SocketEntry } from "./socket-entry.js";
import type { SocketMemory } from "./socket-memory.js";
import type { TcpSample } from "./tcp-sample.js";
import { decodeUnixMessage, encodeUnixRequest, type UnixMessage, unixCookie, withPeer } from "./unix-diag.js";

/** What one dump lists: the sockets of a family and type; Unix sockets of all types at once. */
export type SocketKind = "tcp4" | "tcp6" | "udp4" | "udp6" | "unix";

const inetKinds: Record<Exclude<SocketKind, "unix">, InetKind> = {
  tcp4: { family: "AF_INET", type: "SOCK_STREAM" },
  tcp6: { family: "AF_INET6", type: "SOCK_STREAM" },
  udp4: { family: "AF_INET", type: "SOCK_DGRAM" },
  udp6: { family: "AF_INET6", type: "SOCK_DGRAM" },
};

const allKinds: readonly SocketKind[] = ["tcp4", "tcp6", "udp4", "udp6", "unix"];

const unixRequest = encodeUnixRequest();

/** The kind that a socket of this family and type is listed with. */
export function socketKind(family: Family, type: SocketType): SocketKind {
  if (family === "AF_UNIX") return "unix";
  const version = family === "AF_INET" ? "4" : "6";
  return type === "SOCK_STREAM" ? `tcp${version}` : `udp${version}`;
}

/** A TCP or UDP socket by its flow. */
export interface FoundSocket {
  readonly id: string;
  readonly state: SocketEntry["state"];
  readonly local: SocketEntry["local"];
  /** Null where the kernel does not say. */
  readonly memory: SocketMemory | null;
  /** Both its ends are those that were asked for: it is no listener, and no open socket. */
  readonly isConnected: boolean;
}

/** A message as the kernel sent it, and what was made of it. */
interface Seen {
  readonly bytes: Uint8Array;
  readonly entry: SocketEntry;
}

/** A Unix socket's entry depends on its peer's message too. */
interface SeenUnix {
  readonly bytes: Uint8Array;
  readonly message: UnixMessage;
  readonly peer: UnixMessage | undefined;
  readonly entry: SocketEntry;
}

/** Messages that are decoded between two steps. */
const STEP = 64;

/**
 * What the kernel knows of every TCP, UDP and Unix socket in one network namespace: sock_diag(7). The kernel lists
 * no TCP or UDP socket that is neither bound nor connected. A Unix listener and its connections share a name.
 */
export class SocketDiagnostics {
  readonly #netlink: NetlinkSocket;
  readonly #filter: Uint8Array;
  #seen: ReadonlyMap<number, Seen> = new Map();
  #seenUnix: ReadonlyMap<number, SeenUnix> = new Map();

  private constructor(netlink: NetlinkSocket, within: string | undefined) {
    this.#netlink = netlink;
    this.#filter = within === undefined ? new Uint8Array() : encodeWithinFilter(within);
  }

  /**
   * One netlink socket, made inside the namespace. With `within`, TCP and UDP sockets are listed only where an end is in
   * this IPv4 address's /24. EPROTONOSUPPORT, EACCES, EMFILE.
   */
  static open({
    namespace,
    within,
  }: {
    namespace?: NetworkNamespace;
    within?: string;
  } = {}): SocketDiagnostics {
    const make = () => new SocketDiagnostics(new NetlinkSocket(NETLINK_SOCK_DIAG, "sock_diag"), within);
    return namespace === undefined ? make() : namespace.run(make);
  }

  /** Every socket of these kinds now. ENOENT where the kernel has no sock_diag for a family; EBADF. */
  list(kinds: Iterable<SocketKind> = allKinds): SocketEntry[] {
    return finish(this.read(kinds));
  }

  /**
   * As `list`, but in steps of less than a millisecond after the first, which asks the kernel: the sockets of that
   * moment. An entry in which nothing has changed since the last list is the same object.
   */
  *read(kinds: Iterable<SocketKind>): Generator<void, SocketEntry[]> {
    const dumps = new Map([...kinds].map((kind) => [kind, this.#dump(kind)]));
    yield;
    const entries: SocketEntry[] = [];
    const seen = new Map<number, Seen>();
    for (const [kind, payloads] of dumps) {
      if (kind === "unix") continue;
      for (const [index, payload] of payloads.entries()) {
        if (index % STEP === STEP - 1) yield;
        const cookie = inetCookie(payload);
        const now = this.#inet(inetKinds[kind], cookie, payload);
        seen.set(cookie, now);
        entries.push(now.entry);
      }
    }
    this.#seen = seen;
    const unix = yield* this.#readUnix(dumps.get("unix") ?? []);
    return [...entries, ...unix];
  }

  /**
   * The socket that takes what comes from `peer` to `local`, of `lo`: one that is connected so, also half open or in
   * TIME-WAIT, else a listener or an unconnected one. One question, however many sockets there are. EBADF.
   */
  find(type: InetKind["type"], ends: { local: FlowEnd; peer: FlowEnd }): FoundSocket | null {
    const payload = this.#ask(encodeFindRequest(type, ends));
    if (payload === undefined) return null;
    // An IPv6 socket may take IPv4.
    const family = payload[0] === families.AF_INET6 ? "AF_INET6" : "AF_INET";
    const { id, state, local, peer } = decodeInetMessage({ family, type }, payload);
    return { id, state, local, memory: inetMemory(payload), isConnected: peer !== null };
  }

  /** How TCP sends on a connection now, also after its program has closed it; null where there is none. EBADF. */
  sample(ends: { local: FlowEnd; peer: FlowEnd }): TcpSample | null {
    const payload = this.#ask(encodeSampleRequest(ends));
    return payload === undefined ? null : decodeSampleMessage(payload);
  }

  /** Frees the netlink socket. A second close does nothing. */
  close(): void {
    this.#netlink.close();
  }

  #dump(kind: SocketKind): Uint8Array[] {
    const body = kind === "unix" ? [unixRequest] : [encodeInetRequest(inetKinds[kind]), this.#filter];
    return this.#netlink.dump({ type: SOCK_DIAG_BY_FAMILY, body });
  }

  /** Undefined where there is no such socket. */
  #ask(request: Uint8Array): Uint8Array | undefined {
    try {
      return this.#netlink.ask({ type: SOCK_DIAG_BY_FAMILY, body: [request] });
    } catch (error) {
      if (error instanceof SystemError && error.errno === "ENOENT") return undefined;
      throw error;
    }
  }

  #inet(kind: InetKind, cookie: number, payload: Uint8Array): Seen {
    clearClocks(payload);
    const last = this.#seen.get(cookie);
    if (last !== undefined && Buffer.compare(last.bytes, payload) === 0) return last;
    return { bytes: payload.slice(), entry: decodeInetMessage(kind, payload) };
  }

  *#readUnix(payloads: readonly Uint8Array[]): Generator<void, SocketEntry[]> {
    const messages: { cookie: number; bytes: Uint8Array; message: UnixMessage }[] = [];
    const byInode = new Map<number, UnixMessage>();
    for (const [index, payload] of payloads.entries()) {
      if (index % STEP === STEP - 1) yield;
      const cookie = unixCookie(payload);
      const last = this.#seenUnix.get(cookie);
      const isSame = last !== undefined && Buffer.compare(last.bytes, payload) === 0;
      const message = isSame ? last.message : decodeUnixMessage(payload);
      if (message === null) continue;
      messages.push({ cookie, bytes: isSame ? last.bytes : payload.slice(), message });
      byInode.set(message.inode, message);
    }
    const seen = new Map<number, SeenUnix>();
    const entries: SocketEntry[] = [];
    for (const [index, { cookie, bytes, message }] of messages.entries()) {
      if (index % STEP === STEP - 1) yield;
      const peer = message.peerInode === null ? undefined : byInode.get(message.peerInode);
      const last = this.#seenUnix.get(cookie);
      const isSame = last !== undefined && last.message === message && last.peer === peer;
      const now = isSame ? last : { bytes, message, peer, entry: withPeer(message, byInode) };
      seen.set(cookie, now);
      entries.push(now.entry);
    }
    this.#seenUnix = seen;
    return entries;
  }
}
