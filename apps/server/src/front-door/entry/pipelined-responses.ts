import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Responses on connections that carry several requests at once (pipelining, RFC 9112 §9.3.2). When a connection closes,
 * Node says so to the response that is being sent, and not to those that wait behind it: what they hold would stay, and
 * the calls that they ask for would go on waiting.
 */
export class PipelinedResponses {
  readonly #bySocket = new WeakMap<Socket, Set<ServerResponse>>();

  /** Lets a response emit `close` with its connection, wherever it is in the queue. */
  add(socket: Socket, response: ServerResponse): void {
    const responses = this.#bySocket.get(socket) ?? this.#watch(socket);
    responses.add(response);
    response.once("close", () => responses.delete(response));
  }

  #watch(socket: Socket): Set<ServerResponse> {
    const responses = new Set<ServerResponse>();
    this.#bySocket.set(socket, responses);
    /** After Node's own listener, which has closed the response that is being sent. */
    socket.once("close", () => {
      for (const response of responses) response.destroy().emit("close");
    });
    return responses;
  }
}
