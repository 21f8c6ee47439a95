import type { FoundSocket } from "@sockpit/sockets";
import { FlowMap } from "./flow-map.js";

/** What is known of a socket that datagrams come to. */
interface Receiver {
  /** Its drops as last asked. */
  readonly drops: number;
  /** What its receive queue still takes for certain, in the kernel's own count. */
  roomBytes: number;
}

/** What a datagram counts for at most in a queue: the kernel rounds up to a power of two, and adds its bookkeeping. */
const MAX_FACTOR = 2;
const BOOKKEEPING_BYTES = 1024;

/**
 * Which datagrams their socket dropped, because its receive queue was full. The kernel only counts them: a datagram that
 * may have found no room is one for certain where the count has risen since the last one, and nothing else has come.
 */
export class DatagramDrops {
  /** By `KernelSocket.id`. */
  readonly #receivers = new FlowMap<Receiver>();

  /**
   * Takes a datagram that has come to a socket. `ask` asks the kernel for the socket, where the queue may have been full.
   * `isAlone`: no other was captured since.
   */
  isDropped(
    { socket, lengthBytes, isAlone }: { socket: string; lengthBytes: number; isAlone: boolean },
    ask: () => FoundSocket | null,
  ): boolean {
    const known = this.#receivers.get(socket);
    const mostBytes = MAX_FACTOR * lengthBytes + BOOKKEEPING_BYTES;
    if (known !== undefined && known.roomBytes >= mostBytes) {
      known.roomBytes -= mostBytes;
      return false;
    }
    const found = ask();
    const memory = found?.id === socket ? found.memory : null;
    if (memory === null || memory.drops === null) return false;
    const roomBytes = memory.receive - memory.received;
    this.#receivers.set(socket, { drops: memory.drops, roomBytes });
    return isAlone && known !== undefined && memory.drops === known.drops + 1;
  }

  /** A program has set the size of its queue. */
  resized(socket: string): void {
    const known = this.#receivers.get(socket);
    if (known !== undefined) known.roomBytes = 0;
  }

  close(): void {
    this.#receivers.close();
  }
}
