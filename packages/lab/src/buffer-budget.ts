import { limits, type SocketOptionName } from "@sockpit/protocol";
import type { Socket } from "@sockpit/sockets";

type Description = Socket["held"]["description"];

const bufferOptions = ["SO_RCVBUF", "SO_SNDBUF"] as const satisfies SocketOptionName[];
type BufferOption = (typeof bufferOptions)[number];

/** Half of net.core.rmem_default and wmem_default as Linux has them: what a socket has unasked counts for nothing. */
const FREE_BYTES = 106_496;
const INT_BYTES = 4;

/**
 * Bounds what programs make of SO_RCVBUF and SO_SNDBUF: each buffer, and what a lab's sockets have above the defaults.
 * As the kernel does with net.core.rmem_max, a larger value is cut to what may be, and getsockopt says what it is. All
 * bytes are as setsockopt takes them; the kernel doubles them.
 */
export class BufferBudget {
  /** Above `FREE_BYTES`, by what all fds of a socket share. */
  readonly #raised = new Map<Description, Map<BufferOption, number>>();

  /** The value to set instead. */
  clamp(socket: Socket, option: string, value: number | Uint8Array): number | Uint8Array {
    if (!isBufferOption(option)) return value;
    const wantedBytes = unsigned(value);
    // Too short: the kernel refuses it.
    if (wantedBytes === undefined) return value;
    const { description } = socket.held;
    const own = this.#raised.get(description) ?? new Map<BufferOption, number>();
    own.delete(option);
    const mostBytes = Math.min(limits.socketBufferBytes, FREE_BYTES + this.#leftBytes());
    const bytes = Math.min(wantedBytes, mostBytes);
    if (bytes > FREE_BYTES) this.#raised.set(description, own.set(option, bytes - FREE_BYTES));
    return bytes === wantedBytes ? value : bytes;
  }

  #leftBytes(): number {
    let leftBytes: number = limits.labBufferBytes;
    for (const [description, own] of this.#raised) {
      const isClosed = description.holders === 0 && description.inFlight === 0;
      if (isClosed) this.#raised.delete(description);
      else for (const bytes of own.values()) leftBytes -= bytes;
    }
    return Math.max(0, leftBytes);
  }
}

function isBufferOption(option: string): option is BufferOption {
  return bufferOptions.some((name) => name === option);
}

/** The kernel takes a negative value for a large one. */
function unsigned(value: number | Uint8Array): number | undefined {
  if (typeof value === "number") return value >>> 0;
  if (value.length < INT_BYTES) return undefined;
  return new DataView(value.buffer, value.byteOffset, value.length).getUint32(0, true);
}
