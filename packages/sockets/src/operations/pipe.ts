import { bounds } from "../bounds.js";
import type { FdOperation } from "../held-fd.js";
import { PENDING } from "../readiness/run-call.js";
import { EPOLLIN, EPOLLOUT } from "../system/epoll-calls.js";
import { unreadBytes } from "../system/int-ioctls.js";
import { BLOCKED, unlessBlocked } from "../system/libc.js";
import { read, write } from "../system/pipe-calls.js";

/** read(2): what is there, at most `lengthBytes`; none where nobody can write any more. */
export function readOperation(fd: number, lengthBytes: number): FdOperation<Uint8Array> {
  return {
    syscall: "read",
    interest: EPOLLIN,
    line: "read",
    attempt: () => {
      const room = Math.min(lengthBytes, Math.max(1, unreadBytes(fd)), bounds.dataBytes);
      const bytes = new Uint8Array(room);
      // SAFETY: `room` is the length of `bytes`.
      const count = unlessBlocked("read", () => read(fd, bytes, room));
      return count === BLOCKED ? PENDING : bytes.subarray(0, count);
    },
  };
}

/**
 * write(2): all bytes where the end blocks, else those for which there is room. What ends a wait early, an interruption or
 * the last reader's leaving, leaves the number of bytes taken so far; the next call fails. The kernel takes
 * `PIPE_BUF` bytes, or fewer, whole or not at all: pipe(7).
 */
export class WriteOperation implements FdOperation<number> {
  readonly syscall = "write";
  readonly interest = EPOLLOUT;
  readonly line = "write";
  readonly #fd: number;
  readonly #blocks: boolean;
  #data: Uint8Array;
  movedBytes = 0;

  constructor(fd: number, data: Uint8Array, blocks: boolean) {
    this.#fd = fd;
    this.#data = data;
    this.#blocks = blocks;
  }

  keep(): void {
    this.#data = new Uint8Array(this.#data);
  }

  attempt(): number | typeof PENDING {
    for (;;) {
      const rest = this.#data.subarray(this.movedBytes);
      let count: number;
      try {
        count = unlessBlocked("write", () => write(this.#fd, rest, rest.length));
      } catch (error) {
        if (this.movedBytes === 0) throw error;
        return this.movedBytes;
      }
      if (count === BLOCKED) return PENDING;
      this.movedBytes += count;
      if (!this.#blocks || this.movedBytes === this.#data.length) return this.movedBytes;
    }
  }

  partial(): number | undefined {
    return this.movedBytes > 0 ? this.movedBytes : undefined;
  }
}
