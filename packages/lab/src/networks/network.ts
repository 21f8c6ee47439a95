import type { Address, AncillaryType, Family, NetworkKind, SocketType } from "@sockpit/protocol";
import type { FlowEnd, FoundSocket, PacketSocket, Socket, SocketEntry } from "@sockpit/sockets";
import type { UnixPaths } from "./unix-paths.js";

/**
 * A lab's network, and its gate: every call that names an address goes through here, both ways.
 * `isolated` and `mapped` implement it; nothing else in a lab knows which it has.
 */
export interface Network {
  readonly kind: NetworkKind;

  /** The paths that this lab's Unix sockets are bound to. */
  readonly unixPaths: UnixPaths;

  /** socket(2). EAFNOSUPPORT where this network has no such family. */
  open(options: { family: Family; type: SocketType; proto: number }): Socket;

  /** socketpair(2). EOPNOTSUPP for families that have no pairs. */
  pair(options: { family: Family; type: SocketType; proto: number }): [Socket, Socket];

  /** bind(2) to an address as the program names it. */
  bind(socket: Socket, address: Address): void;

  /** listen(2). */
  listen(socket: Socket, backlog: number): void;

  /**
   * The kernel's address of a peer that the program names; readies the socket to reach it. ECONNREFUSED where only
   * others than this network's sockets would answer; null where only they would receive the datagram: it goes nowhere.
   */
  peerForConnect(socket: Socket, address: Address): Address;
  peerForDatagram(socket: Socket, address: Address, syscall: "sendto" | "sendmsg"): Address | null;

  /** Readies the socket for a send that names no address. */
  prepareSend(socket: Socket): void;

  /** `address_not_allowed` where this network has no place for what an option names. */
  checkOption(option: string): void;

  /** A value of ancillary data that the program sends, and one that it gets: addresses and interfaces are the lab's there. */
  ancillaryToKernel(type: AncillaryType, value: number | Uint8Array): number | Uint8Array;
  ancillaryToProgram(type: AncillaryType, value: number | Uint8Array): number | Uint8Array;

  /** getsockname(2), as the program should see it. */
  localAddress(socket: Socket): Address;

  /** An address that the kernel gave, as the program should see it. */
  toProgram(address: Address): Address;

  /**
   * What the kernel knows of this network's sockets at the first step, in the program's addresses, in steps of less than
   * a millisecond. `held` are cookies. An entry in which nothing has changed since the last time is the same object.
   */
  read(held: ReadonlySet<string>): Generator<void, SocketEntry[]>;

  /** The socket of this network that takes what comes from `peer` to `local`, named as programs do. */
  find(type: SocketType, ends: { local: FlowEnd; peer: FlowEnd }): FoundSocket | null;

  /** The packets of this network, each for `translate` to name as programs do; null where the machine refuses that. `isLoopbackOnly`: of what leaves `lo`. */
  openCapture(options?: {
    isLoopbackOnly?: boolean;
  }): { packets: PacketSocket; toProgram?: (bytes: Uint8Array) => void } | null;

  close(): void;
}
