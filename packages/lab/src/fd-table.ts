import { errnoFailure, limits } from "@sockpit/protocol";
import {
  EpollInstance,
  type MaybePromise,
  type OpaqueFile,
  PipeEnd,
  releasing,
  Socket,
  type WaitOptions,
} from "@sockpit/sockets";
import type { LabDescriptors } from "./descriptors/lab-descriptors.js";
import { Room } from "./descriptors/room.js";

/** What an fd can stand for. An opaque file is what another program keeps in its own memory. */
export type OpenFile = Socket | EpollInstance | PipeEnd | OpaqueFile;

/** 0, 1 and 2 are a program's standard streams. */
const FIRST_FD = 3;

/** One process's file descriptors: the lowest free number is taken, as in a kernel. Owns what they stand for. */
export class FdTable {
  readonly #files = new Map<number, OpenFile>();
  /** Closed by the program, and still sending: SO_LINGER. */
  readonly #lingering = new Set<Socket>();
  /** Closed by the program, with calls that go on. */
  readonly #left = new Set<OpenFile["held"]>();
  /** No lower number is free. */
  #lowestFree = FIRST_FD;
  #isClosed = false;
  /** Room that calls under way have taken. */
  #reserved = 0;
  readonly #descriptors: LabDescriptors;

  constructor(descriptors: LabDescriptors) {
    this.#descriptors = descriptors;
  }

  /** How many files are open. */
  get size(): number {
    return this.#files.size;
  }

  /** Room for `count` more files, for `add` to use. EMFILE, ENFILE. As in Linux, a call takes it before it waits. */
  reserve(syscall: string, count = 1): Room {
    if (!this.#hasRoom(count)) throw errnoFailure(syscall, "EMFILE");
    this.#descriptors.take(syscall, count);
    return this.#roomFor(syscall, count);
  }

  /** Makes a file and takes it over. EMFILE, ENFILE, and what making it fails with. */
  open(syscall: string, make: () => OpenFile): number {
    const room = this.reserve(syscall);
    try {
      return this.add(make(), room);
    } finally {
      room.release();
    }
  }

  /** The same under a number that is free, also one of the standard streams. EBUSY, and EBADF beyond RLIMIT_NOFILE: dup(2). */
  openAt(number: number, syscall: string, make: () => OpenFile): number {
    if (number < 0 || number >= limits.fdsPerProcess) throw errnoFailure(syscall, "EBADF");
    if (this.#files.has(number)) throw errnoFailure(syscall, "EBUSY");
    const room = this.reserve(syscall);
    try {
      return this.add(make(), room, number);
    } finally {
      room.release();
    }
  }

  /** Room for one more; undefined where there is none. */
  tryReserve(syscall: string): Room | undefined {
    const hasRoom = this.#hasRoom(1) && this.#descriptors.hasTaken(1);
    return hasRoom ? this.#roomFor(syscall, 1) : undefined;
  }

  /** Takes the file over, into room that was reserved. A table that has been closed meanwhile closes it at once: EBADF. */
  add(file: OpenFile, room: Room, number = this.#nextFree()): number {
    room.use();
    this.#descriptors.charge(file);
    if (this.#isClosed) {
      file.close();
      throw errnoFailure(room.syscall, "EBADF");
    }
    this.#files.set(number, file);
    return number;
  }

  #nextFree(): number {
    while (this.#files.has(this.#lowestFree)) this.#lowestFree += 1;
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

  /** The end of a pipe that an open fd stands for: EBADF, also for what is none, as fcntl(2) says. */
  pipeEnd(fd: number, syscall: string): PipeEnd {
    const file = this.file(fd, syscall);
    if (!(file instanceof PipeEnd)) throw errnoFailure(syscall, "EBADF");
    return file;
  }

  /** Frees the number at once, while calls that wait by it may go on (`HeldFd.close`); done when the file is closed, which with SO_LINGER may take a while. */
  close(fd: number, wait: WaitOptions): MaybePromise<void> {
    const file = this.file(fd, "close");
    this.#files.delete(fd);
    if (fd >= FIRST_FD) this.#lowestFree = Math.min(this.#lowestFree, fd);
    const closed = file instanceof Socket ? this.#closeLingering(file, wait) : file.close();
    for (const held of this.#left) if (!held.isLeft) this.#left.delete(held);
    if (file.held.isLeft) this.#left.add(file.held);
    return closed;
  }

  #closeLingering(socket: Socket, wait: WaitOptions): MaybePromise<void> {
    this.#lingering.add(socket);
    return releasing(
      () => socket.closeLingering(wait),
      () => this.#lingering.delete(socket),
    );
  }

  /** Closes everything now, as when a process ends. */
  closeAll(): void {
    this.#isClosed = true;
    for (const file of [...this.#files.values(), ...this.#lingering]) file.close();
    for (const held of this.#left) held.abandon();
    this.#left.clear();
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

  /** Cookies of the sockets of which nobody else has a descriptor, by which `closeAll` closes them. */
  lastSockets(): string[] {
    const own = new Map<Socket["held"]["description"], number>();
    const sockets = [...this.#files.values(), ...this.#lingering].filter((file) => file instanceof Socket);
    for (const { held } of sockets) own.set(held.description, (own.get(held.description) ?? 0) + 1);
    return [...own].flatMap(([{ cookie, holders, inFlight }, count]) =>
      cookie !== undefined && holders === count && inFlight === 0 ? [cookie] : [],
    );
  }

  #hasRoom(count: number): boolean {
    const { size } = this.#files;
    return FIRST_FD + size + this.#lingering.size + this.#reserved + count <= limits.fdsPerProcess;
  }

  #roomFor(syscall: string, count: number): Room {
    this.#reserved += count;
    return new Room(syscall, count, (taken, isUsed) => {
      this.#reserved -= taken;
      if (!isUsed) this.#descriptors.give(taken);
    });
  }
}
