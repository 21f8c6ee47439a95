import { errnoFailure, limits } from "@sockpit/protocol";
import type { Socket } from "@sockpit/sockets";

/** 0, 1 and 2 are a program's standard streams. */
const FIRST_FD = 3;

/** One process's file descriptors: the lowest free number is taken, as in a kernel. Owns its sockets. */
export class FdTable {
  readonly #sockets = new Map<number, Socket>();
  #isClosed = false;

  /** EMFILE where the next `add` would have no room. */
  checkRoom(syscall: string): void {
    if (this.#sockets.size >= limits.fdsPerProcess) throw errnoFailure(syscall, "EMFILE");
  }

  /** Takes the socket over. A table that has been closed meanwhile closes it at once: EBADF. */
  add(socket: Socket, syscall: string): number {
    if (this.#isClosed) {
      socket.close();
      throw errnoFailure(syscall, "EBADF");
    }
    let fd = FIRST_FD;
    while (this.#sockets.has(fd)) fd += 1;
    this.#sockets.set(fd, socket);
    return fd;
  }

  /** The socket of an open fd, or EBADF. */
  get(fd: number, syscall: string): Socket {
    const socket = this.#sockets.get(fd);
    if (socket === undefined) throw errnoFailure(syscall, "EBADF");
    return socket;
  }

  close(fd: number): void {
    const socket = this.get(fd, "close");
    this.#sockets.delete(fd);
    socket.close();
  }

  closeAll(): void {
    this.#isClosed = true;
    for (const socket of this.#sockets.values()) socket.close();
    this.#sockets.clear();
  }

  fds(): number[] {
    return [...this.#sockets.keys()].sort((a, b) => a - b);
  }

  entries(): IterableIterator<[number, Socket]> {
    return this.#sockets.entries();
  }
}
