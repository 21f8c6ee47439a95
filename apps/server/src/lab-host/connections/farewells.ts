import type { WebSocket } from "ws";

/** How long a client that is closed for what it sent has to read why: what it still sends would undo the close frame, tcp(7). */
const LINGER_MS = 1000;

/** So many at once: what each has sent meanwhile, some megabytes, stays in the kernel. Of more, the first have had their time. */
const MAX_LINGERING = 16;

/** Connections that are closed and not read any more, and stay a moment so that their clients learn why. */
export class Farewells {
  readonly #lingering = new Map<WebSocket, NodeJS.Timeout>();

  add(socket: WebSocket): void {
    if (this.#lingering.has(socket)) return;
    this.#lingering.set(
      socket,
      setTimeout(() => this.#end(socket), LINGER_MS),
    );
    socket.once("close", () => this.#forget(socket));
    const [first] = this.#lingering.keys();
    if (this.#lingering.size > MAX_LINGERING && first !== undefined) this.#end(first);
  }

  #end(socket: WebSocket): void {
    this.#forget(socket);
    socket.terminate();
  }

  #forget(socket: WebSocket): void {
    clearTimeout(this.#lingering.get(socket));
    this.#lingering.delete(socket);
  }
}
