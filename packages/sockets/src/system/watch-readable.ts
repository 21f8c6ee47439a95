import koffi from "koffi";

/** A watch on an fd, which the event loop itself keeps: uv_poll_t of libuv. */
export interface ReadableFdWatch {
  /** From now on it keeps the process alive; after `unref` no more. */
  ref(): void;
  unref(): void;
  /** Before the fd is closed. */
  close(): void;
}

/**
 * Calls `onReadable` in every round of the event loop in which the fd polls as readable. It does not keep the process alive.
 * libuv calls outside of Node's callback scopes, where promise jobs do not run: `onReadable` may only schedule something.
 */
export function watchReadable(fd: number, onReadable: () => void): ReadableFdWatch {
  const handle = koffi.node.poll(fd, { readable: true }, onReadable);
  handle.unref();
  return handle;
}
