import { type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";
import { BodyFrames } from "../../between/body-frames.js";
import { freeMemory } from "../../between/free-memory.js";
import { BODY_CHANNEL_FD } from "../../between/messages.js";

/** What is read at once, in memory that is used again and again. */
const READ_BYTES = 64 * 1024;

/** Large bodies, which come on a channel of their own, each before or after its request. */
export class LargeBodies {
  readonly #arrived = new Map<number, Uint8Array>();
  readonly #wanted = new Map<number, (bytes: Uint8Array) => void>();

  /** Those that the front door sends. */
  static inherited(): LargeBodies {
    const bodies = new LargeBodies();
    const frames = new BodyFrames((id, bytes) => bodies.add(id, bytes));
    const buffer = new Uint8Array(READ_BYTES);
    const callback = (lengthBytes: number) => {
      frames.read(buffer.subarray(0, lengthBytes));
      return true;
    };
    const options: SocketConstructorOpts & { onread: OnReadOpts } = {
      fd: BODY_CHANNEL_FD,
      readable: true,
      onread: { buffer, callback },
    };
    const channel = new Socket(options);
    // The front door has ended: the other channels say so.
    channel.on("error", () => undefined);
    channel.resume();
    return bodies;
  }

  add(id: number, bytes: Uint8Array): void {
    const take = this.#wanted.get(id);
    this.#wanted.delete(id);
    if (take === undefined) this.#arrived.set(id, bytes);
    else take(bytes);
  }

  /** The body of a request, as soon as it is there. */
  of(id: number): Promise<Uint8Array> {
    const bytes = this.#arrived.get(id);
    this.#arrived.delete(id);
    if (bytes !== undefined) return Promise.resolve(bytes);
    return new Promise((resolve) => this.#wanted.set(id, resolve));
  }

  /** Nobody wants the body of a request. */
  async drop(id: number): Promise<void> {
    freeMemory(await this.of(id));
  }
}
