import { ReadableWatch } from "../readiness/readable-watch.js";
import { closeInBackground } from "../system/close-in-background.js";

/** A descriptor that a wire's port reads from and writes to, until the port is closed. */
export class DevicePort {
  #fd: number;
  #readable: ReadableWatch | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** -1 once it is closed. */
  get fd(): number {
    return this.#fd;
  }

  whenReadable(onReadable: () => void): void {
    if (this.#fd === -1) return;
    this.#readable ??= new ReadableWatch(this.#fd);
    this.#readable.arm(onReadable);
  }

  /** Its interface goes with it, or with the host's namespace. The kernel takes some 10 ms for a device: on another thread. */
  close(): void {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    this.#readable?.close();
    closeInBackground(fd);
  }
}
