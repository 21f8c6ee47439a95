import { errnoFailure, limits } from "@sockpit/protocol";
import type { PipeEnd } from "@sockpit/sockets";

type Description = PipeEnd["held"]["description"];

interface OpenPipe {
  readonly ends: readonly Description[];
  bytes: number;
}

/** A page of the kernel. Pipes hold a power of two of them: pipe(7). */
const PAGE_BYTES = 4096;

/** What a pipe holds where there are too many: PIPE_MIN_DEF_BUFFERS pages. */
const LEAST_BYTES = 2 * PAGE_BYTES;

/** Bounds the memory that a lab's pipes may hold in the kernel, as Linux bounds a user's. */
export class PipeBudget {
  /** By inode. Pipes that are closed are found when room is short. */
  readonly #pipes = new Map<number, OpenPipe>();
  #bytes = 0;

  /** A pipe is new. Where there is no room for what it holds, it holds less. */
  opened(reader: PipeEnd, writer: PipeEnd): void {
    const bytes = writer.capacityBytes;
    const hasRoom = this.#hasRoom(bytes);
    const held = hasRoom || bytes <= LEAST_BYTES ? bytes : writer.setCapacity(LEAST_BYTES);
    this.#forget(writer.identity.pipe);
    this.#pipes.set(writer.identity.pipe, {
      ends: [reader.held.description, writer.held.description],
      bytes: held,
    });
    this.#bytes += held;
  }

  /** F_SETPIPE_SZ: gives how many bytes it holds then. EPERM, EINVAL, EBUSY. */
  resize(end: PipeEnd, wantedBytes: number): number {
    const before = end.capacityBytes;
    const bytes = roundedUp(wantedBytes);
    const isAllowed = bytes <= limits.pipeBytes && this.#hasRoom(bytes - before);
    if (bytes > before && !isAllowed) throw errnoFailure("fcntl", "EPERM");
    const after = end.setCapacity(wantedBytes);
    const pipe = this.#pipes.get(end.identity.pipe);
    if (pipe !== undefined) {
      this.#bytes += after - pipe.bytes;
      pipe.bytes = after;
    }
    return after;
  }

  #hasRoom(bytes: number): boolean {
    if (this.#bytes + bytes <= limits.pipeBytesPerLab) return true;
    for (const [pipe, { ends }] of this.#pipes) if (ends.every(isClosed)) this.#forget(pipe);
    return this.#bytes + bytes <= limits.pipeBytesPerLab;
  }

  #forget(pipe: number): void {
    this.#bytes -= this.#pipes.get(pipe)?.bytes ?? 0;
    this.#pipes.delete(pipe);
  }
}

function isClosed({ holders, inFlight }: Description): boolean {
  return holders === 0 && inFlight === 0;
}

/** To a power of two of pages, as the kernel does; what it refuses stays what it is. */
function roundedUp(bytes: number): number {
  let rounded = PAGE_BYTES;
  while (rounded < bytes) rounded *= 2;
  return rounded;
}
