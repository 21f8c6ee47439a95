import type { Address, AncillaryType, SocketType } from "@sockpit/protocol";
import {
  type FlowEnd,
  type FoundSocket,
  NetworkNamespace,
  type PacketSocket,
  Socket,
  SocketDiagnostics,
  type SocketEntry,
  type SocketKind,
  setCongestionControl,
  socketKind,
  type TcpSample,
} from "@sockpit/sockets";
import { openOrRelease } from "../open-or-release.js";
import { expectInternet, expectUnix } from "./expect-address.js";
import { type HostNames, resolveHost } from "./host-name.js";
import type { Network } from "./network.js";
import { tryOpenCapture } from "./try-open-capture.js";
import { UnixPaths } from "./unix-paths.js";

interface HostNetwork {
  readonly namespace?: NetworkNamespace;
  readonly names?: HostNames;
  /** What TCP sockets that are made from now on begin with; null for the kernel's own choice. */
  readonly congestionControl?: () => string | null;
}

/** A network namespace to itself: its own 127.0.0.1 and ::1, all ports, its own abstract Unix names. */
export class IsolatedNetwork implements Network {
  readonly kind = "isolated";
  readonly #names: HostNames | undefined;
  readonly #namespace: NetworkNamespace;
  readonly #congestionControl: () => string | null;
  readonly #diagnostics: SocketDiagnostics;
  readonly unixPaths = new UnixPaths();
  /** Of the sockets that were ever made here: the kernel need not be asked about others. */
  readonly #kinds = new Set<SocketKind>();
  /** What programs see for a Unix socket's entry. */
  readonly #renamed = new WeakMap<SocketEntry, SocketEntry>();

  /** With other interfaces than `lo`, and names of other hosts: of a host on a wire. It closes the namespace. */
  constructor({
    namespace = NetworkNamespace.create(),
    names,
    congestionControl = () => null,
  }: HostNetwork = {}) {
    this.#namespace = namespace;
    this.#names = names;
    this.#congestionControl = congestionControl;
    this.#diagnostics = openOrRelease(
      () => SocketDiagnostics.open({ namespace }),
      () => namespace.close(),
    );
  }

  open(options: Parameters<Network["open"]>[0]): Socket {
    this.#kinds.add(socketKind(options.family, options.type));
    const socket = Socket.open({ ...options, namespace: this.#namespace });
    const name = this.#congestionControl();
    if (name === null || options.family === "AF_UNIX" || options.type !== "SOCK_STREAM") return socket;
    try {
      setCongestionControl(socket, name);
      return socket;
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  pair(options: Parameters<Network["pair"]>[0]): [Socket, Socket] {
    this.#kinds.add(socketKind(options.family, options.type));
    return Socket.pair({ ...options, namespace: this.#namespace });
  }

  bind(socket: Socket, address: Address): void {
    const kernelAddress = this.#toKernel(socket, address);
    if ("path" in kernelAddress) this.unixPaths.checkRoom(kernelAddress);
    socket.bind(kernelAddress);
    if ("path" in address && "path" in kernelAddress) this.unixPaths.bound(address, kernelAddress);
  }

  listen(socket: Socket, backlog: number): void {
    socket.listen(backlog);
  }

  peerForConnect(socket: Socket, address: Address): Address {
    return this.#toKernel(socket, address);
  }

  peerForDatagram(socket: Socket, address: Address): Address {
    return this.#toKernel(socket, address);
  }

  /** The kernel does what is needed, and all that an option can name is the lab's own. */
  prepareSend(): void {}
  checkOption(): void {}

  ancillaryToKernel(_type: AncillaryType, value: number | Uint8Array): number | Uint8Array {
    return value;
  }

  ancillaryToProgram(_type: AncillaryType, value: number | Uint8Array): number | Uint8Array {
    return value;
  }

  localAddress(socket: Socket): Address {
    return this.toProgram(socket.getsockname());
  }

  toProgram(address: Address): Address {
    return "path" in address ? this.unixPaths.toProgram(address) : address;
  }

  *read(): Generator<void, SocketEntry[]> {
    const entries = yield* this.#diagnostics.read(this.#kinds);
    return entries.map((entry) => this.#seen(entry));
  }

  find(type: SocketType, ends: { local: FlowEnd; peer: FlowEnd }): FoundSocket | null {
    return this.#diagnostics.find(type, ends);
  }

  /** How TCP sends on a connection of this host; null where there is none. */
  sample(ends: { local: FlowEnd; peer: FlowEnd }): TcpSample | null {
    return this.#diagnostics.sample(ends);
  }

  openCapture({ isLoopbackOnly = false } = {}): { packets: PacketSocket } | null {
    const packets = tryOpenCapture({ namespace: this.#namespace, isLoopbackOnly });
    return packets === null ? null : { packets };
  }

  close(): void {
    this.#diagnostics.close();
    this.#namespace.close();
    this.unixPaths.close();
  }

  #seen(entry: SocketEntry): SocketEntry {
    if (entry.family !== "AF_UNIX") return entry;
    const known = this.#renamed.get(entry);
    if (known !== undefined) return known;
    const local = entry.local === null ? null : this.toProgram(entry.local);
    const peer = entry.peer === null ? null : this.toProgram(entry.peer);
    const renamed = { ...entry, local, peer };
    this.#renamed.set(entry, renamed);
    return renamed;
  }

  #toKernel(socket: Socket, address: Address): Address {
    if (socket.family !== "AF_UNIX") {
      const internet = expectInternet(socket, address);
      return { ...internet, host: resolveHost(internet.host, socket.family, this.#names) };
    }
    const unix = expectUnix(socket, address);
    return "path" in unix ? this.unixPaths.toKernel(unix) : unix;
  }
}
