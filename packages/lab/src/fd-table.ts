import { errnoFailure, limits } from "@sockpit/protocol";
import { EpollInstance, type OpaqueFile, Socket, type WaitOptions } from "@sockpit/sockets";

/** What an fd can stand for. An opaque file is what another program keeps in its own memory. */
export type OpenFile = Socket | EpollInstance | OpaqueFile;

/** 0, 1 and 2 are a program's standard streams. */
const FIRST_FD = 3;

/** One process's file descriptors: the lowest free number is taken, as in a kernel. Owns what they stand for. */
export class FdTable {
  readonly #files = new Map<number, OpenFile>();
  /** Closed by the program, and still sending: SO_LINGER. */
  readonly #lingering = new Set<Socket>();
  /** No lower number is free. */
  #lowestFree = FIRST_FD;
  #isClosed = false;

  /** EMFILE where the next `count` calls of `add` would have no room. */
  checkRoom(syscall: string, count = 1): void {
    if (!this.hasRoom(count)) throw errnoFailure(syscall, "EMFILE");
  }

  hasRoom(count = 1): boolean {
    return FIRST_FD + this.#files.size + this.#lingering.size + count <= limits.fdsPerProcess;
  }

  /** Takes the file over. A table that has been closed meanwhile closes it at once: EBADF. */
  add(file: OpenFile, syscall: string): number {
    if (this.#isClosed) {
      file.close();
      throw errnoFailure(syscall, "EBADF");
    }
    while (this.#files.has(this.#lowestFree)) this.#lowestFree += 1;
    this.#files.set(this.#lowestFree, file);
    return this.#lowestFree;
  }

  /** What an fd stands for, if it is open. */
  find(fd: number): OpenFile | undefined {
    return this.#files.get(fd);
  }

  /** What an open fd stands for, or EBADF. */
  file(fd: number, syscall: string): OpenFile {
    const file = this.#files.get(fd);
    if (file === undefined) throw errnoFailure(syscall, "EBADF");
    return file;
  }

  /** The socket of an open fd: EBADF, ENOTSOCK. */
  get(fd: number, syscall: string): Socket {
    const file = this.file(fd, syscall);
    if (!(file instanceof Socket)) throw errnoFailure(syscall, "ENOTSOCK");
    return file;
  }

  /** The epoll instance of an open fd: EBADF, EINVAL. */
  epoll(fd: number, syscall: string): EpollInstance {
    const file = this.file(fd, syscall);
    if (!(file instanceof EpollInstance)) throw errnoFailure(syscall, "EINVAL");
    return file;
  }

  /** Frees the number at once; done when the file is closed, which with SO_LINGER may take a while. */
  async close(fd: number, wait: WaitOptions): Promise<void> {
    const file = this.file(fd, "close");
    this.#files.delete(fd);
    this.#lowestFree = Math.min(this.#lowestFree, fd);
    if (!(file instanceof Socket)) {
      file.close();
      return;
    }
    this.#lingering.add(file);
    try {
      await file.closeLingering(wait);
    } finally {
      this.#lingering.delete(file);
    }
  }

  /** Closes everything now, as when a process ends. */
  closeAll(): void {
    this.#isClosed = true;
    for (const file of [...this.#files.values(), ...this.#lingering]) file.close();
    this.#files.clear();
    this.#lingering.clear();
  }

  fds(): number[] {
    return [...this.#files.keys()].sort((a, b) => a - b);
  }

  /** Each fd that is a socket. */
  *sockets(): Generator<[number, Socket]> {
    for (const [fd, file] of this.#files) if (file instanceof Socket) yield [fd, file];
  }
}
