import { once } from "node:events";
import { WebSocket } from "ws";

/**
 * The thinnest client there is, and the same one for the product and for its peers: `ws` without compression, messages as
 * bytes that were made before. So what is compared is what the other end does.
 */
export class WireClient {
  readonly #socket: WebSocket;
  readonly #waiting: ((message: Buffer) => void)[] = [];
  #receive = (message: Buffer) => this.#waiting.shift()?.(message);

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (message: Buffer) => this.#receive(message));
    socket.on("error", () => undefined);
  }

  static async open(url: string, protocols: readonly string[] = []): Promise<WireClient> {
    const socket = new WebSocket(url, [...protocols], { perMessageDeflate: false });
    await once(socket, "open");
    return new WireClient(socket);
  }

  send(message: Uint8Array): void {
    this.#socket.send(message);
  }

  /** Sends a message, a string in a text frame, to a server that answers each with one, in order, and resolves with its answer. */
  exchange(message: Uint8Array | string): Promise<Buffer> {
    this.#socket.send(message);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Who gets all messages from now on, in the place of `exchange`. */
  receive(receive: (message: Buffer) => void): void {
    this.#receive = receive;
  }

  /** At once, as websockify does not know how to close. */
  async close(): Promise<void> {
    const closed = once(this.#socket, "close");
    this.#socket.terminate();
    await closed;
  }
}
