import type { Family, KernelSocket, SocketType } from "@sockpit/protocol";

/** One end of a packet: a literal address, and a port. */
export interface PacketEnd {
  readonly host: string;
  readonly port: number;
  /** Which machine's, where there are several: each has a 127.0.0.1, and a wildcard address of its own. */
  readonly machine?: string | undefined;
}

/** A TCP segment as it left its sender. Sequence numbers are the segment's own, modulo 2^32. */
export interface SegmentFact {
  readonly kind: "segment";
  /** Where it takes a while, it leaves its sender at one moment, and comes to its receiver at another, or never: absent for both at once. */
  readonly passage?: "departs" | "arrives" | undefined;
  /** Numbers the connection: another one between the same two ends has another number. */
  readonly stream: number;
  /** 0 for the end that sent the connection's first segment. */
  readonly side: 0 | 1;
  /** Names the two ends, in both directions alike. */
  readonly ends: string;
  readonly source: PacketEnd;
  readonly destination: PacketEnd;
  /** `KernelSocket.id` of the sender and the receiver; null where it is unknown. A listener may stand in for its connection. */
  readonly from: string | null;
  readonly to: string | null;
  readonly isSyn: boolean;
  readonly isAck: boolean;
  readonly isFin: boolean;
  readonly isReset: boolean;
  readonly isUrgent: boolean;
  readonly seq: number;
  readonly ack: number;
  readonly windowBytes: number;
  readonly payloadBytes: number;
}

/** A UDP datagram that went to a socket. */
export interface DatagramFact {
  readonly kind: "datagram";
  /** Null where no socket took it. */
  readonly to: string | null;
  readonly payloadBytes: number;
}

/**
 * What was seen of a lab's sockets, in the order of their stamps: calls that ended (or, where that matters, began), and
 * packets. `id` is the `KernelSocket.id` of the socket that a call was made on.
 */
export type Fact =
  | SegmentFact
  | DatagramFact
  | { readonly kind: "opened"; readonly id: string; readonly family: Family; readonly type: SocketType }
  | { readonly kind: "paired"; readonly ids: readonly [string, string]; readonly type: SocketType }
  /** Of a Unix socket: its address as a text that is the same for all who name it. */
  | { readonly kind: "bound"; readonly id: string; readonly name: string }
  /** `local`: its own address from then on, for TCP; a name for a Unix socket. */
  | {
      readonly kind: "listening";
      readonly id: string;
      readonly backlog: number;
      readonly local: PacketEnd | null;
    }
  | { readonly kind: "accepted"; readonly id: string; readonly accepted: string }
  /** `error`: the errno, or another word for what it failed with. `name`: of a Unix socket's peer. */
  | {
      readonly kind: "connected";
      readonly id: string;
      readonly error: string | null;
      readonly name: string | null;
    }
  /** A call waits that moves data, or ends what it moves: how much it has moved so far is unknown. */
  | { readonly kind: "waiting"; readonly id: string; readonly moves: "out" | "in" | "end" }
  /** `bytes`: null where it failed. `name`: of a Unix socket, whom it turned to. */
  | {
      readonly kind: "sent";
      readonly id: string;
      readonly bytes: number | null;
      readonly hasWaited: boolean;
      readonly error: string | null;
      readonly name: string | null;
    }
  | {
      readonly kind: "received";
      readonly id: string;
      /** Null where it failed. */
      readonly bytes: number | null;
      readonly hasWaited: boolean;
      readonly isPeek: boolean;
      readonly isUrgent: boolean;
      /** The queue had nothing: EAGAIN. */
      readonly foundNothing: boolean;
      /** Sockets that came with it: SCM_RIGHTS. */
      readonly sockets: readonly string[];
    }
  | {
      readonly kind: "shutDown";
      readonly id: string;
      readonly isReading: boolean;
      readonly isWriting: boolean;
    }
  /** The last descriptors of these are about to be closed. `lingers`: they stay until all is sent, SO_LINGER. */
  | { readonly kind: "closing"; readonly ids: readonly string[]; readonly lingers: boolean }
  | { readonly kind: "closed"; readonly ids: readonly string[] }
  /** The last descriptor of a socket was closed while a message held it. */
  | { readonly kind: "sentAway"; readonly id: string }
  | { readonly kind: "optionSet"; readonly id: string; readonly option: string; readonly value: number }
  /** Packets passed that were not captured. */
  | { readonly kind: "lost" };

/** All sockets of a network as the kernel lists them at one moment. */
export interface Look {
  readonly sockets: readonly KernelSocket[];
  /** When the kernel was asked: what happened since may or may not be in it. */
  readonly atUs: number;
}
