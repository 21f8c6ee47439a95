import type { Family, SocketType } from "../constants.js";
import type { Address } from "../types.js";
import type { SocketState } from "./kernel-state.js";
import type { TcpInfo } from "./tcp-info.js";

/** A socket as the kernel sees it at one moment, before it is known who holds it. */
export interface SocketEntry {
  /** SO_COOKIE, which is `Socket.cookie`: the same for the socket's whole life, never used again. */
  readonly id: string;
  readonly family: Family;
  readonly type: SocketType;
  readonly state: SocketState;
  readonly local: Address | null;
  readonly peer: Address | null;
  /** Bytes received and not yet read; null for a listening socket. */
  readonly receiveQueueBytes: number | null;
  /** Bytes sent and not yet acknowledged, or not yet sent; null for a listening socket. */
  readonly sendQueueBytes: number | null;
  /** For a listening socket: connections that wait for `accept`, and how many may. */
  readonly acceptQueue: { readonly length: number; readonly limit: number } | null;
  /** For a connected Unix socket: the `id` of the socket at the other end; absent where the kernel does not report it. */
  readonly peerSocket?: string;
  /** SO_RCVBUF and SO_SNDBUF: the bounds of the queues, in the kernel's own count, which includes its bookkeeping. */
  readonly receiveBufferBytes: number | null;
  readonly sendBufferBytes: number | null;
  /** Packets that the socket dropped since it was made. */
  readonly droppedPackets: number | null;
  readonly tcp: TcpInfo | null;
}
