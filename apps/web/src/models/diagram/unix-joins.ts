import type { KernelSocket } from "@sockpit/protocol";
import type { CallEntry } from "./entry.js";

/** Calls that one call names as its counterparts. */
const MAX_COUNTERPARTS = 16;

/** Calls whose data may wait in one socket. */
const MAX_WAITING_CALLS = 256;

/** Sockets whose peer is remembered, also when both are gone. */
const MAX_PEERS = 4_000;

interface Waiting {
  call: CallEntry;
  bytes: number;
}

/**
 * Which call took what another sent over a Unix socket, which has no packets. The kernel names the socket at the other
 * end (`KernelSocket.peerSocket`); what lies in a socket is taken in the order in which it was put there.
 */
export class UnixJoins {
  readonly #peers = new Map<string, string>();
  readonly #types = new Map<string, KernelSocket["type"]>();
  /** What lies in each socket, by the one that it was sent to. */
  readonly #waiting = new Map<string, Waiting[]>();
  /** The call that connected each socket, and the one that accepted it, until they are joined. */
  readonly #connects = new Map<string, CallEntry>();
  readonly #accepts = new Map<string, CallEntry>();

  /** A sendall puts its data there piece by piece, and may wait in between. */
  callStarted(call: CallEntry): void {
    if (call.command === "sendall" && call.socket !== null)
      this.#send(call, call.socket, bytesIn(call.params["data"]));
  }

  /** Returns whether a call was joined to another by this. */
  socketChanged({ id, family, type, peerSocket }: KernelSocket): boolean {
    if (family !== "AF_UNIX") return false;
    this.#types.set(id, type);
    if (peerSocket === undefined) return false;
    this.#peers.delete(id);
    this.#peers.set(id, peerSocket);
    const [oldest] = this.#peers.keys();
    if (this.#peers.size > MAX_PEERS && oldest !== undefined) this.#peers.delete(oldest);
    return this.#joinConnection(id, peerSocket) || this.#joinConnection(peerSocket, id);
  }

  /** `made`: the socket that the call gave its program. Returns whether the call was joined to another. */
  callEnded(call: CallEntry, made: string | null): boolean {
    const { command, socket, end } = call;
    if (end === null || socket === null) return false;
    // How much of its data a failed sendall has put there is not told.
    if (end.outcome.kind !== "returned" && command === "sendall") this.#forget(call, socket);
    if (end.outcome.kind !== "returned") return false;
    const { result } = end.outcome;
    if (command === "accept" && made !== null) this.#accepts.set(made, call);
    if (command === "connect" || command === "connect_ex") this.#connects.set(socket, call);
    if (command === "send" || command === "sendto" || command === "sendmsg")
      this.#send(call, socket, Number(result["bytes"] ?? 0));
    if (command.startsWith("recv")) return this.#receive(call, socket, bytesIn(result["data"]));
    return false;
  }

  peerOf(socket: string): string | undefined {
    return this.#peers.get(socket);
  }

  socketGone(socket: string): void {
    this.#types.delete(socket);
    this.#waiting.delete(socket);
    this.#connects.delete(socket);
    this.#accepts.delete(socket);
  }

  clear(): void {
    this.#peers.clear();
    this.#types.clear();
    this.#waiting.clear();
    this.#connects.clear();
    this.#accepts.clear();
  }

  #joinConnection(client: string, server: string): boolean {
    const connect = this.#connects.get(client);
    const accept = this.#accepts.get(server);
    if (connect === undefined || accept === undefined) return false;
    this.#connects.delete(client);
    this.#accepts.delete(server);
    join(connect, accept);
    return true;
  }

  #send(call: CallEntry, socket: string, bytes: number): void {
    const peer = this.#peers.get(socket);
    if (peer === undefined) return;
    const waiting = this.#waiting.get(peer) ?? [];
    if (waiting.length < MAX_WAITING_CALLS) waiting.push({ call, bytes });
    this.#waiting.set(peer, waiting);
  }

  #forget(call: CallEntry, socket: string): void {
    const waiting = this.#waiting.get(this.#peers.get(socket) ?? "");
    const index = waiting?.findIndex((other) => other.call === call) ?? -1;
    if (index !== -1) waiting?.splice(index, 1);
  }

  #receive(call: CallEntry, socket: string, bytes: number): boolean {
    const waiting = this.#waiting.get(socket);
    const flags = call.params["flags"];
    if (waiting === undefined || (Array.isArray(flags) && flags.includes("MSG_PEEK"))) return false;
    if (this.#types.get(socket) === "SOCK_DGRAM") {
      const first = waiting.shift();
      if (first !== undefined) join(first.call, call);
      return first !== undefined;
    }
    let left = bytes;
    for (let [first] = waiting; first !== undefined && left > 0; [first] = waiting) {
      join(first.call, call);
      const taken = Math.min(first.bytes, left);
      first.bytes -= taken;
      left -= taken;
      if (first.bytes === 0) waiting.shift();
    }
    return left < bytes;
  }
}

function join(giver: CallEntry, taker: CallEntry): void {
  if (giver.takers.length < MAX_COUNTERPARTS) giver.takers.push(taker);
  if (taker.givers.length < MAX_COUNTERPARTS) taker.givers.push(giver);
}

function bytesIn(data: unknown): number {
  return typeof data === "object" && data !== null && "bytes" in data ? Number(data.bytes) : 0;
}
