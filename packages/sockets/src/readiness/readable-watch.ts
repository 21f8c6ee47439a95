import { EPOLLIN } from "../system/epoll-calls.js";
import type { Epoll, ReadinessListener } from "./epoll.js";
import { runningEpoll } from "./readiness.js";

/**
 * Reports once that an fd has something to read, at once where it has; again only after the next `arm`. An fd on which
 * nothing happens costs nothing. It does not keep the Node process alive. The owner of the fd closes the watch first.
 */
export class ReadableWatch implements ReadinessListener {
  readonly #fd: number;
  #registration: { epoll: Epoll; id: number } | null = null;
  #onReadable: () => void = () => undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  arm(onReadable: () => void): void {
    this.#onReadable = onReadable;
    if (this.#registration === null) {
      const epoll = runningEpoll();
      this.#registration = { epoll, id: epoll.register(this.#fd, this) };
    }
    const { epoll, id } = this.#registration;
    epoll.arm(this.#fd, id, { events: EPOLLIN, isOneShot: true });
  }

  close(): void {
    this.#registration?.epoll.unregister(this.#fd, this.#registration.id);
    this.#registration = null;
  }

  onReady(): void {
    this.#onReadable();
  }

  /** The thread has ended. The next `arm` registers with the next one. */
  onEnd(): void {
    this.#registration = null;
  }
}
