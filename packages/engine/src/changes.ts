import type { SocketChange, SocketState } from "@sockpit/protocol";
import type { TrackedSocket } from "./tracked-socket.js";

const none: readonly SocketChange[] = [];

const hasNoState = ({ state }: SocketChange) => state === undefined;

/** What one fact changes, in the order of cause and effect. */
export class Changes {
  atUs = 0;
  #list: SocketChange[] | undefined;

  /** What has changed since the last time this was asked. */
  take(): readonly SocketChange[] {
    const list = this.#list ?? none;
    this.#list = undefined;
    return list;
  }

  isNew(socket: TrackedSocket): void {
    const change = this.#of(socket);
    change.state = socket.state;
    change.before = null;
  }

  /** A segment may take a socket through two states, one after the other: RFC 9293 §3.10.7.4. */
  state(socket: TrackedSocket, state: SocketState): void {
    if (socket.state === state) return;
    const change = this.#of(socket, hasNoState);
    change.state = state;
    change.before = socket.state;
    socket.state = state;
    socket.sinceUs = this.atUs;
    socket.endsAtUs = Number.POSITIVE_INFINITY;
  }

  queues(socket: TrackedSocket): void {
    const { transmission } = socket;
    if (transmission === null) return;
    this.received(socket, transmission.receivedBytes);
    const unacknowledged = transmission.unacknowledgedBytes;
    if (unacknowledged === socket.sendQueueBytes) return;
    socket.sendQueueBytes = unacknowledged;
    this.#of(socket).sendQueueBytes = unacknowledged;
  }

  received(socket: TrackedSocket, bytes: number): void {
    if (bytes === socket.receiveQueueBytes) return;
    socket.receiveQueueBytes = bytes;
    this.#of(socket).receiveQueueBytes = bytes;
  }

  /** Where a connection stands that nobody has accepted. */
  stands(socket: TrackedSocket, queue: "syn" | "accept" | null, listener: TrackedSocket | null): void {
    const change = this.#of(socket);
    change.queue = queue;
    socket.queue = queue;
    if (socket.listener === listener) return;
    change.listener = listener === null || listener.id === "" ? null : listener.id;
    socket.listener = listener;
  }

  synQueue(listener: TrackedSocket, length: number): void {
    listener.synQueueLength = length;
    this.#of(listener).synQueueLength = length;
  }

  acceptQueue(listener: TrackedSocket, length: number): void {
    listener.acceptQueueLength = length;
    this.#of(listener).acceptQueueLength = length;
  }

  /** It lives on without a descriptor. */
  left(socket: TrackedSocket): void {
    this.#of(socket).holder = null;
  }

  touch(socket: TrackedSocket): void {
    socket.touchedUs = this.atUs;
  }

  gone(socket: TrackedSocket): void {
    this.#of(socket).isGone = true;
  }

  /** The change of a socket: the newest in the list where it is that socket's, and fits. */
  #of(socket: TrackedSocket, fits?: (last: SocketChange) => boolean): SocketChange {
    socket.touchedUs = this.atUs;
    // A socket that the kernel has not named cannot be reported.
    if (socket.id === "") return { socket: "" };
    this.#list ??= [];
    const list = this.#list;
    const last = list.length === 0 ? undefined : list[list.length - 1];
    if (last?.socket === socket.id && fits?.(last) !== false) return last;
    const change: SocketChange = { socket: socket.id };
    list.push(change);
    return change;
  }
}
