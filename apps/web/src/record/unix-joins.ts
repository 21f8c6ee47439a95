import { isPeek, type KernelSocket, receivedData, sentBytes, sentData, traitsOf } from "@sockpit/protocol";
import type { CallEntry } from "./entry.js";
import { dropWhile } from "./moment.js";
import { PipeJoins } from "./pipe-joins.js";
import { takeBytes } from "./take-bytes.js";

/** Calls that one call names as its counterparts. */
const MAX_COUNTERPARTS = 16;

interface Waiting {
  call: CallEntry;
  bytes: number;
}

/**
 * Which call took what another sent over a Unix socket or a pipe, which have no packets. The kernel names the socket at the
 * other end (`KernelSocket.peerSocket`); what lies in a socket is taken in the order in which it was put there.
 */
export class UnixJoins {
  /** Whether calls have met: there are no packets between them. */
  hasJoined = false;
  readonly #peers = new Map<string, string>();
  /** The sockets that send to each one. */
  readonly #senders = new Map<string, Set<string>>();
  readonly #types = new Map<string, KernelSocket["type"]>();
  /** What was sent on each socket and nobody has taken yet: also before the kernel has named its peer. */
  readonly #waiting = new Map<string, Waiting[]>();
  /** The call that connected each socket, and the one that accepted it, until they are joined. */
  readonly #connects = new Map<string, CallEntry>();
  readonly #accepts = new Map<string, CallEntry>();
  readonly #pipes = new PipeJoins((giver, taker) => this.#join(giver, taker));

  /** The pipe on which a call is made, by the call that made it. */
  pipeOf(call: Parameters<PipeJoins["pipeOf"]>[0]): number | null {
    return this.#pipes.pipeOf(call);
  }

  callStarted(call: CallEntry): void {
    this.#pipes.callStarted(call);
    if (isPiecemeal(call) && call.socket !== null) this.#send(call, call.socket, sentData(call)?.bytes ?? 0);
  }

  socketChanged({ id, family, type, peerSocket }: KernelSocket): void {
    if (family !== "AF_UNIX") return;
    this.#types.set(id, type);
    if (peerSocket === undefined) return;
    this.forget(id);
    this.#peers.set(id, peerSocket);
    const senders = this.#senders.get(peerSocket) ?? new Set();
    this.#senders.set(peerSocket, senders.add(id));
    this.#joinConnection(id, peerSocket);
    this.#joinConnection(peerSocket, id);
  }

  /** `made`: the socket that the call gave its program. */
  callEnded(call: CallEntry, made: string | null): void {
    const { command, socket, end } = call;
    const { connects, sends, receives } = traitsOf(command);
    this.#pipes.callEnded(call);
    if (made !== null) this.#born(made, call);
    if (end === null || socket === null) return;
    // How much of its data a failed sendall has put there is not known.
    if (end.outcome.kind !== "returned" && isPiecemeal(call)) this.#forget(call, socket);
    if (end.outcome.kind !== "returned") return;
    const { result } = end.outcome;
    if (connects === "server" && made !== null && this.#types.has(made)) this.#accepts.set(made, call);
    const isUnix = this.#types.has(socket);
    if (isUnix && connects === "client") this.#connects.set(socket, call);
    if (sends !== undefined && !isPiecemeal(call)) this.#send(call, socket, sentBytes(call, result));
    if (receives !== undefined) this.#receive(call, socket, receivedData(command, result)?.bytes ?? 0);
  }

  peerOf(socket: string): string | undefined {
    return this.#peers.get(socket);
  }

  /** What it has sent may still be taken. */
  socketGone(socket: string): void {
    const peer = this.#peers.get(socket);
    if (this.#types.get(socket) === "SOCK_STREAM" && peer !== undefined) this.#waiting.delete(peer);
    else this.#waiting.delete(socket);
    this.#types.delete(socket);
    this.#connects.delete(socket);
    this.#accepts.delete(socket);
  }

  /** Nothing of the socket is kept: its peer is forgotten. */
  forget(socket: string): void {
    const peer = this.#peers.get(socket);
    if (peer === undefined) return;
    this.#peers.delete(socket);
    const senders = this.#senders.get(peer);
    senders?.delete(socket);
    if (senders?.size === 0) this.#senders.delete(peer);
  }

  /** Forgets what was sent before an event and never taken. */
  evict(firstSeq: number): void {
    this.#pipes.evict(firstSeq);
    for (const [socket, waiting] of this.#waiting) {
      dropWhile(waiting, ({ call: { end } }) => end !== null && end.seq < firstSeq);
      if (waiting.length === 0) this.#waiting.delete(socket);
    }
  }

  reset(): void {
    this.#pipes.reset();
    this.#peers.clear();
    this.#senders.clear();
    this.#types.clear();
    this.#waiting.clear();
    this.#connects.clear();
    this.#accepts.clear();
  }

  #joinConnection(client: string, server: string): void {
    const connect = this.#connects.get(client);
    const accept = this.#accepts.get(server);
    if (connect === undefined || accept === undefined) return;
    this.#connects.delete(client);
    this.#accepts.delete(server);
    this.#join(connect, accept);
  }

  /** A socket is known as a Unix socket from its making on. */
  #born(made: string, { socket, params }: CallEntry): void {
    const isUnix = "family" in params && params.family === "AF_UNIX";
    const type = isUnix ? params.type : this.#types.get(socket ?? "");
    if (type === "SOCK_STREAM" || type === "SOCK_DGRAM") this.#types.set(made, type);
  }

  #send(call: CallEntry, socket: string, bytes: number): void {
    if (!this.#types.has(socket)) return;
    const waiting = this.#waiting.get(socket) ?? [];
    waiting.push({ call, bytes });
    this.#waiting.set(socket, waiting);
  }

  #forget(call: CallEntry, socket: string): void {
    const waiting = this.#waiting.get(socket);
    const index = waiting?.findIndex((other) => other.call === call) ?? -1;
    if (index !== -1) waiting?.splice(index, 1);
  }

  #receive(call: CallEntry, socket: string, bytes: number): void {
    if (isPeek(call)) return;
    if (this.#types.get(socket) === "SOCK_DGRAM") {
      this.#receiveDatagram(call, socket);
      return;
    }
    const waiting = this.#waiting.get(this.#peers.get(socket) ?? "") ?? [];
    takeBytes(waiting, bytes, (sent) => this.#join(sent.call, call));
  }

  /** Several sockets may send to one: what came first is taken first. */
  #receiveDatagram(call: CallEntry, socket: string): void {
    let oldest: Waiting[] | undefined;
    for (const sender of this.#senders.get(socket) ?? []) {
      const waiting = this.#waiting.get(sender);
      const [first] = waiting ?? [];
      if (first === undefined) continue;
      if (oldest?.[0] === undefined || first.call.seq < oldest[0].call.seq) oldest = waiting;
    }
    const first = oldest?.shift();
    if (first !== undefined) this.#join(first.call, call);
  }

  #join(giver: CallEntry, taker: CallEntry): void {
    if (giver.takers.length < MAX_COUNTERPARTS) giver.takers.push(taker.call);
    if (taker.givers.length < MAX_COUNTERPARTS) taker.givers.push(giver.call);
    this.hasJoined = true;
  }
}

/** Whether a call puts its data into the socket piece by piece, and may wait in between, as `sendall` does. */
function isPiecemeal({ command }: CallEntry): boolean {
  const { sends } = traitsOf(command);
  return sends !== undefined && sends.count === undefined;
}
