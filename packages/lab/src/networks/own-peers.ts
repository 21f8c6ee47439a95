import { formatEndpoint, type InternetAddress, isSameEndpoint } from "@sockpit/protocol";
import type { Socket, SocketDiagnostics } from "@sockpit/sockets";
import type { LoopbackBlock } from "./loopback-block.js";

type Description = Socket["held"]["description"];

/** Addresses that are remembered before those of closed sockets are looked for. */
const MIN_SWEEP = 256;

/**
 * Whether what a mapped lab sends to one of its addresses stays in the lab: a service of the machine that is bound to its
 * wildcard address would receive it too, where no socket of the lab is bound there. The kernel is asked which socket
 * it would choose; where it cannot be, the addresses that sockets of the lab were bound to count, as long as one of
 * their descriptors is held. Addresses are the kernel's.
 */
export class OwnPeers {
  readonly #diagnostics: SocketDiagnostics | undefined;
  readonly #block: LoopbackBlock;
  readonly #bound = new Map<string, Set<Description>>();
  #sweepAt = MIN_SWEEP;

  constructor(diagnostics: SocketDiagnostics | undefined, block: LoopbackBlock) {
    this.#diagnostics = diagnostics;
    this.#block = block;
  }

  /** A socket has been bound. */
  add(socket: Socket): void {
    if (this.#diagnostics !== undefined) return;
    const address = socket.getsockname();
    if (!("host" in address)) return;
    if (this.#bound.size >= this.#sweepAt) this.#sweep();
    const key = nameOf(socket.type, address);
    const descriptions = this.#bound.get(key) ?? new Set();
    this.#bound.set(key, descriptions.add(socket.held.description));
  }

  /**
   * Whether nothing outside the lab receives what `socket` sends to `peer`. The socket has been bound. Everything that
   * could close the lab's own sockets runs on this thread, so that the answer holds until the call is made.
   */
  has(socket: Socket, peer: InternetAddress): boolean {
    const own = socket.getsockname();
    if (!("host" in own)) return true;
    // Connecting to itself, TCP has no listener there.
    const isItself = isSameEndpoint(own, peer);
    if (isItself && socket.type === "SOCK_STREAM") return true;
    if (this.#diagnostics === undefined) {
      const descriptions = this.#bound.get(nameOf(socket.type, peer)) ?? [];
      return [...descriptions].some(({ holders }) => holders > 0);
    }
    const taker = this.#diagnostics.find(socket.type, { local: peer, peer: own });
    // Where nobody takes it, the kernel itself refuses it.
    return (
      taker === null || (taker.local !== null && "host" in taker.local && this.#block.has(taker.local.host))
    );
  }

  #sweep(): void {
    for (const [key, descriptions] of this.#bound) {
      for (const description of descriptions) {
        if (description.holders === 0) descriptions.delete(description);
      }
      if (descriptions.size === 0) this.#bound.delete(key);
    }
    this.#sweepAt = Math.max(MIN_SWEEP, 2 * this.#bound.size);
  }
}

function nameOf(type: Socket["type"], address: InternetAddress): string {
  return `${type} ${formatEndpoint(address)}`;
}
