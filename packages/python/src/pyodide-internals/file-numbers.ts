import { limits } from "@sockpit/protocol";

/**
 * The lowest descriptor of a file. Files live in Emscripten's file system, which would count them from 3 as the
 * lab counts a process's sockets: one number would mean two things. The lab's numbers end below it.
 */
export const FIRST_FILE_FD = limits.fdsPerProcess;

/** What is used here of Emscripten's `FS`. */
interface FileSystem {
  nextfd(): number;
  dupStream(stream: unknown, fd?: number): unknown;
  readonly streams: readonly unknown[];
  readonly MAX_OPEN_FDS: number;
  readonly ErrnoError: new (errno: number) => Error;
  /** Ours: how many files are open, apart from standard streams. Python asks it. */
  openFiles(): number;
}

/** The numbers of standard streams, which a program may put a file in the place of. */
const STANDARD_STREAMS = 3;

/** EMFILE, as Emscripten numbers it. */
const EMFILE = 33;

/** From now on files that are opened or duplicated get numbers that no socket has. */
export function numberFilesApart(fileSystem: FileSystem): void {
  fileSystem.nextfd = () => {
    for (let fd = FIRST_FILE_FD; fd <= fileSystem.MAX_OPEN_FDS; fd += 1) {
      if (!fileSystem.streams[fd]) return fd;
    }
    throw new fileSystem.ErrnoError(EMFILE);
  };
  fileSystem.openFiles = () =>
    fileSystem.streams.reduce<number>(
      (count, stream, fd) => (stream && fd >= FIRST_FILE_FD ? count + 1 : count),
      0,
    );
  const { dupStream } = fileSystem;
  // dup(2) is F_DUPFD there, which looks for the lowest free number by itself.
  fileSystem.dupStream = (stream, fd = -1) =>
    dupStream(stream, fd >= STANDARD_STREAMS && fd < FIRST_FILE_FD ? -1 : fd);
}
