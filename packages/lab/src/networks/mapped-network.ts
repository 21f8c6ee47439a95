import {
  type Address,
  type AncillaryType,
  type CallFailure,
  codedFailure,
  type ErrnoName,
  errnoFailure,
  type InternetAddress,
  type SocketOptionName,
  type SocketType,
} from "@sockpit/protocol";
import {
  type FlowEnd,
  type FoundSocket,
  type PacketSocket,
  Socket,
  SocketDiagnostics,
  type SocketEntry,
  type SocketKind,
  SystemError,
  socketConstants,
  socketKind,
} from "@sockpit/sockets";
import { isOutOfDescriptors, openOrRelease } from "../open-or-release.js";
import { expectInternet, expectUnix } from "./expect-address.js";
import { resolveHost } from "./host-name.js";
import { LoopbackBlock } from "./loopback-block.js";
import type { Network } from "./network.js";
import { OwnPeers } from "./own-peers.js";
import { renameHosts } from "./rename-hosts.js";
import { packetInfoInterface, renamePacketInfo } from "./rename-packet-info.js";
import { tryOpenCapture } from "./try-open-capture.js";
import { UnixPaths } from "./unix-paths.js";

const WILDCARD = "0.0.0.0";
/** `lo` has this number in every network, and is all that a lab has. */
const LOOPBACK_INTERFACE = 1;
const BROADCAST = "255.255.255.255";
/** Entries that are looked at between two steps. */
const STEP = 256;

/** Options that name a group or an interface: those of the machine. */
const groupOptions: ReadonlySet<string> = new Set<SocketOptionName>([
  "IP_MULTICAST_IF",
  "IP_ADD_MEMBERSHIP",
  "IP_DROP_MEMBERSHIP",
  "IP_ADD_SOURCE_MEMBERSHIP",
  "IP_DROP_SOURCE_MEMBERSHIP",
  "IP_BLOCK_SOURCE",
  "IP_UNBLOCK_SOURCE",
]);

/**
 * Real sockets on the server's loopback, for machines that allow no namespaces. A lab has a /24 of
 * 127.0.0.0/8 to itself; addresses are translated both ways, so that programs see 127.0.0.1 and 0.0.0.0,
 * two labs bind one port, and no lab can name another's address. IPv4 and Unix paths only.
 */
export class MappedNetwork implements Network {
  readonly kind = "mapped";
  readonly #block = new LoopbackBlock();
  readonly unixPaths = new UnixPaths();
  readonly #diagnostics = openOrRelease(
    () => openDiagnostics(this.#block),
    () => this.#block.release(),
  );
  /** Of the sockets that were ever made here: the kernel need not be asked about others. */
  readonly #kinds = new Set<SocketKind>();
  /** What programs see for an entry. */
  readonly #renamed = new WeakMap<SocketEntry, { isWildcard: boolean; entry: SocketEntry }>();
  /** Cookies of sockets that are on 0.0.0.0 for the program, by its own bind or the kernel's, and not connected since. */
  readonly #wildcardBound = new Set<string>();
  readonly #ownPeers = new OwnPeers(this.#diagnostics, this.#block);
  /** By what all fds of a socket share. */
  readonly #bound = new WeakSet<Socket["held"]["description"]>();

  open(options: Parameters<Network["open"]>[0]): Socket {
    if (options.family === "AF_INET6") throw errnoFailure("socket", "EAFNOSUPPORT");
    this.#kinds.add(socketKind(options.family, options.type));
    return Socket.open(options);
  }

  pair(options: Parameters<Network["pair"]>[0]): [Socket, Socket] {
    this.#kinds.add(socketKind(options.family, options.type));
    return Socket.pair(options);
  }

  bind(socket: Socket, address: Address): void {
    if (socket.family === "AF_UNIX") {
      const { path, kernel } = this.#unixPath(socket, address);
      // The kernel would choose an abstract name: unix(7), autobind.
      if (path.path === "") throw abstractRefusal("params.address.path");
      this.unixPaths.checkRoom(kernel);
      socket.bind(kernel);
      this.unixPaths.bound(path, kernel);
      return;
    }
    const wanted = expectInternet(socket, address);
    const host = resolveHost(wanted.host, "AF_INET");
    socket.bind({ ...wanted, host: this.#hostInBlock(host, ["bind", "EADDRNOTAVAIL"]) });
    this.#bound.add(socket.held.description);
    this.#ownPeers.add(socket);
    if (host === WILDCARD) this.#wildcardBound.add(socket.cookie);
  }

  /** listen(2) binds an unbound socket to every address of the machine: it is bound to the block first. */
  listen(socket: Socket, backlog: number): void {
    if (socket.family === "AF_INET" && socket.type === "SOCK_STREAM") this.#bindToWildcard(socket);
    socket.listen(backlog);
  }

  /**
   * So does the first send on an unbound datagram socket, even where it then fails: udp(7). ECONNREFUSED where a
   * service of the machine is at the port that the socket is connected to; for nobody there, the kernel says so itself.
   */
  prepareSend(socket: Socket): void {
    if (!isDatagram(socket)) return;
    this.#bindToWildcard(socket);
    const peer = peerOf(socket);
    if (peer !== null && !this.#ownPeers.has(socket, peer)) throw errnoFailure("send", "ECONNREFUSED");
  }

  peerForConnect(socket: Socket, address: Address): Address {
    const peer = this.#peer(socket, address, "connect");
    if (socket.family !== "AF_INET" || !("host" in peer)) return peer;
    this.#bindToBlock(socket, { leavePortToConnect: socket.type === "SOCK_STREAM" });
    this.#wildcardBound.delete(socket.cookie);
    // To connect a datagram socket sends nothing: each send is looked at.
    const isRefused = socket.type === "SOCK_STREAM" && !this.#ownPeers.has(socket, peer);
    if (isRefused) throw errnoFailure("connect", "ECONNREFUSED");
    return peer;
  }

  peerForDatagram(socket: Socket, address: Address, syscall: "sendto" | "sendmsg"): Address | null {
    const peer = this.#peer(socket, address, syscall);
    if (!isDatagram(socket) || !("host" in peer)) return peer;
    this.#bindToWildcard(socket);
    return this.#ownPeers.has(socket, peer) ? peer : null;
  }

  checkOption(option: string): void {
    if (groupOptions.has(option)) throw multicastRefusal("params.option");
  }

  /** A datagram leaves from the lab's block only, by the lab's interface. */
  ancillaryToKernel(type: AncillaryType, value: number | Uint8Array): number | Uint8Array {
    if (type !== "IP_PKTINFO" || typeof value === "number") return value;
    const index = packetInfoInterface(value);
    if (index !== 0 && index !== LOOPBACK_INTERFACE) throw errnoFailure("sendmsg", "ENODEV");
    return renamePacketInfo(value, (host, field) => {
      // The kernel does not look at the destination, which the call names.
      if (field === "destination" || host === WILDCARD) return WILDCARD;
      return this.#hostInBlock(host, ["sendmsg", "ENETUNREACH"]);
    });
  }

  ancillaryToProgram(type: AncillaryType, value: number | Uint8Array): number | Uint8Array {
    if (type !== "IP_PKTINFO" || typeof value === "number") return value;
    return renamePacketInfo(value, (host) => this.#block.toLab(host));
  }

  localAddress(socket: Socket): Address {
    const address = socket.getsockname();
    if (!("host" in address)) return this.toProgram(address);
    return this.#wildcardBound.has(socket.cookie)
      ? { ...address, host: WILDCARD }
      : { ...address, host: this.#block.toLab(address.host) };
  }

  toProgram(address: Address): Address {
    if ("host" in address) return { ...address, host: this.#block.toLab(address.host) };
    return "path" in address ? this.unixPaths.toProgram(address) : address;
  }

  *read(held: ReadonlySet<string>): Generator<void, SocketEntry[]> {
    if (this.#diagnostics === undefined) return [];
    const ours: SocketEntry[] = [];
    for (const [index, entry] of (yield* this.#diagnostics.read(this.#kinds)).entries()) {
      if (index % STEP === STEP - 1) yield;
      if (held.has(entry.id) || this.#isOurs(entry)) ours.push(this.#seen(entry));
    }
    return ours;
  }

  find(type: SocketType, { local, peer }: { local: FlowEnd; peer: FlowEnd }): FoundSocket | null {
    const here = this.#block.fromLab(local.host);
    const host = this.#block.fromLab(peer.host) ?? peer.host;
    if (this.#diagnostics === undefined || here === undefined) return null;
    const ends = { local: { ...local, host: here }, peer: { ...peer, host } };
    const found = this.#diagnostics.find(type, ends);
    // A service of the machine on its wildcard address is none of the lab's.
    const isOurs = found?.local != null && "host" in found.local && this.#block.has(found.local.host);
    return isOurs ? found : null;
  }

  openCapture(): { packets: PacketSocket; toProgram: (bytes: Uint8Array) => void } | null {
    const packets = tryOpenCapture({ within: this.#block.loopback });
    const toLab = (host: string) => this.#block.toLab(host);
    return packets === null ? null : { packets, toProgram: (bytes) => renameHosts(bytes, toLab) };
  }

  close(): void {
    this.#diagnostics?.close();
    this.unixPaths.close();
    this.#block.release();
  }

  #peer(socket: Socket, address: Address, syscall: string): Address {
    if (socket.family === "AF_UNIX") return this.#unixPath(socket, address).kernel;
    const wanted = expectInternet(socket, address);
    const host = resolveHost(wanted.host, "AF_INET");
    const isGroup = host === BROADCAST || isMulticast(host);
    if (isGroup && socket.type === "SOCK_DGRAM") throw multicastRefusal("params.address.host");
    return { ...wanted, host: this.#hostInBlock(host, [syscall, "ENETUNREACH"]) };
  }

  /** The lab's 0.0.0.0, which is the one address of its block that others in the lab reach. */
  #bindToWildcard(socket: Socket): void {
    if (this.#bindToBlock(socket, { leavePortToConnect: false })) this.#wildcardBound.add(socket.cookie);
  }

  /** Without this, the kernel would choose 127.0.0.1 as the source, which is not the lab's. */
  #bindToBlock(socket: Socket, { leavePortToConnect }: { leavePortToConnect: boolean }): boolean {
    const { description } = socket.held;
    if (this.#bound.has(description)) return false;
    // It may have been bound before it was passed on by a process that has gone.
    if (!isUnnamed(socket.getsockname())) {
      this.#bound.add(description);
      return false;
    }
    const { IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT } = socketConstants;
    socket.setsockopt(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, leavePortToConnect ? 1 : 0);
    socket.bind({ host: this.#block.loopback, port: 0 });
    this.#bound.add(description);
    this.#ownPeers.add(socket);
    return true;
  }

  /** What an isolated lab's kernel says of addresses outside loopback holds here too. */
  #hostInBlock(host: string, [syscall, refusal]: [string, ErrnoName]): string {
    const mapped = host === WILDCARD ? this.#block.loopback : this.#block.fromLab(host);
    if (mapped === undefined) throw errnoFailure(syscall, refusal);
    return mapped;
  }

  #unixPath(socket: Socket, address: Address) {
    const path = expectUnix(socket, address);
    if ("abstract" in path) throw abstractRefusal("params.address.abstract");
    return { path, kernel: this.unixPaths.toKernel(path) };
  }

  #isOurs({ local, peer }: SocketEntry): boolean {
    return [local, peer].some((address) => {
      if (address === null) return false;
      if ("host" in address) return this.#block.has(address.host);
      return "path" in address && this.unixPaths.has(address.path);
    });
  }

  #seen(entry: SocketEntry): SocketEntry {
    const isWildcard = entry.family !== "AF_UNIX" && this.#wildcardBound.has(entry.id);
    const known = this.#renamed.get(entry);
    if (known?.isWildcard === isWildcard) return known.entry;
    const local = entry.local === null ? null : this.toProgram(entry.local);
    const peer = entry.peer === null ? null : this.toProgram(entry.peer);
    const renamed = { ...entry, local: isWildcard ? onWildcard(local) : local, peer };
    this.#renamed.set(entry, { isWildcard, entry: renamed });
    return renamed;
  }
}

function onWildcard(address: Address | null): Address | null {
  return address !== null && "host" in address ? { ...address, host: WILDCARD } : address;
}

function isDatagram({ family, type }: Socket): boolean {
  return family === "AF_INET" && type === "SOCK_DGRAM";
}

/** The address that a socket is connected to. */
function peerOf(socket: Socket): InternetAddress | null {
  try {
    const peer = socket.getpeername();
    return "host" in peer ? peer : null;
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

function isUnnamed(address: Address): boolean {
  return "host" in address && address.host === WILDCARD && address.port === 0;
}

/** 224.0.0.0/4: RFC 5771. */
function isMulticast(host: string): boolean {
  const octet = Number.parseInt(host, 10);
  return octet >= 224 && octet < 240;
}

function abstractRefusal(field: string): CallFailure {
  return codedFailure(
    "address_not_allowed",
    "A mapped network has no abstract Unix names, because all labs would share them. Use a path.",
    { field },
  );
}

function multicastRefusal(field: string): CallFailure {
  return codedFailure(
    "address_not_allowed",
    "A mapped network has no multicast and no broadcast, because they would reach the machine's own interfaces.",
    { field },
  );
}

/** Some sandboxes have no sock_diag(7). Held sockets can still be asked one by one. */
function openDiagnostics({ loopback }: LoopbackBlock): SocketDiagnostics | undefined {
  let diagnostics: SocketDiagnostics | undefined;
  try {
    diagnostics = SocketDiagnostics.open({ within: loopback });
    diagnostics.list();
    return diagnostics;
  } catch (error) {
    diagnostics?.close();
    if (error instanceof SystemError && !isOutOfDescriptors(error)) return undefined;
    throw error;
  }
}
