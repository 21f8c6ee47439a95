import type { PacketEntry, PacketEvent } from "./entry.js";
import type { LaneUseBook } from "./lane-use.js";
import { type Lane, LaneBook, NOBODY, type ProgramOnHost } from "./lanes.js";
import { evictFrom, type Moment } from "./moment.js";
import type { SocketBook } from "./socket-book.js";
import type { SocketHistory } from "./socket-history.js";

/** One end of a packet, and in a lab with a wire its host: each has addresses and ports of its own. */
interface PacketEndThere {
  socket: string | null;
  address: PacketEvent["source"];
  host: string | null;
}

/** Which lane processes, and the ends of packets, stand in: also of a packet that comes before it is known whose it is. */
export class Placement {
  readonly #sockets: SocketBook;
  readonly #uses: LaneUseBook;
  #lanes = new LaneBook();
  /** Packets of connections that the kernel has not listed yet, by socket: whose they are, it will say. */
  readonly #unlisted = new Map<string, PacketEntry[]>();

  constructor(sockets: SocketBook, uses: LaneUseBook) {
    this.#sockets = sockets;
    this.#uses = uses;
  }

  get lanes(): readonly Lane[] {
    return this.#lanes.lanes;
  }

  /** A process that runs, whose start may not be seen. */
  know(pid: number, program: ProgramOnHost): void {
    this.#lanes.know(pid, program);
  }

  start(pid: number, program: ProgramOnHost, seq: number): number {
    return this.#lanes.start(pid, program, seq);
  }

  end(pid: number, seq: number): number {
    return this.#lanes.end(pid, seq);
  }

  of(pid: number, seq: number): number {
    return this.#lanes.of(pid, seq);
  }

  /** A socket is a process's; with `fd`, the process has just been given it. */
  own(id: string, pid: number, { seq, at, fd }: Moment & { fd?: number | undefined }): void {
    const history = this.#sockets.touch(id, seq);
    if (fd === undefined) {
      history.pid = pid;
    } else {
      history.hold({ seq, at }, { pid, fd });
      this.#sockets.changed(history);
    }
    this.settle(history);
  }

  /** A connection that nobody has accepted is the one's who listens. */
  inherit(history: SocketHistory, listener: string | null | undefined): void {
    if (listener) history.pid ??= this.#sockets.ownerOf(listener);
    this.settle(history);
  }

  /** The packets that came for a socket before it was known whose it is are its process's. */
  settle({ id, pid }: SocketHistory): void {
    const packets = this.#unlisted.get(id);
    if (packets === undefined || pid === null) return;
    this.#unlisted.delete(id);
    for (const entry of packets) {
      const lane = this.#lanes.of(pid, entry.seq);
      if (entry.packet.from === id) entry.fromLane = lane;
      if (entry.packet.to === id) entry.toLane = lane;
      this.#uses.packet(entry);
    }
  }

  place(entry: PacketEntry): void {
    const { packet, seq } = entry;
    const { wire, host = null } = packet;
    if (wire !== undefined && isOfKernels(packet)) {
      entry.fromLane = this.#lanes.ofHost(wire.from);
      entry.toLane = wire.to === null ? NOBODY : this.#lanes.ofHost(wire.to);
      return;
    }
    const from = { socket: packet.from, address: packet.source, host: wire?.from ?? host };
    const to = { socket: packet.to, address: packet.destination, host: wire?.to ?? host };
    entry.fromLane = this.#laneOfEnd(from, seq);
    entry.toLane = this.#laneOfEnd(to, seq);
    for (const socket of [packet.from, packet.to]) {
      if (socket === null || this.#sockets.touch(socket, seq).pid !== null) continue;
      const packets = this.#unlisted.get(socket) ?? [];
      packets.push(entry);
      this.#unlisted.set(socket, packets);
    }
  }

  socketGone(id: string): void {
    this.#unlisted.delete(id);
  }

  evict(firstSeq: number): void {
    this.#lanes.evict(firstSeq);
    for (const [socket, packets] of this.#unlisted) {
      evictFrom(packets, firstSeq);
      if (packets.length === 0) this.#unlisted.delete(socket);
    }
  }

  reset(): void {
    this.#lanes = new LaneBook();
    this.#unlisted.clear();
  }

  /** The lane of a socket's process. A connection that the kernel has not listed yet will be of who listens there. */
  #laneOfEnd({ socket, address, host }: PacketEndThere, seq: number): number {
    const owner = socket === null ? null : (this.#sockets.ownerOf(socket) ?? this.#listenerAt(address, host));
    return owner === null ? NOBODY : this.#lanes.of(owner, seq);
  }

  #listenerAt(address: PacketEvent["source"], host: string | null): number | null {
    return this.#sockets.listensAt(address, (pid) => this.#lanes.hostOf(pid) === host);
  }
}

/** What no socket has to do with: ARP, and ICMP that is about no datagram. */
function isOfKernels({ arp, icmp, from, to }: PacketEvent): boolean {
  return (
    from === null && to === null && (arp !== undefined || (icmp !== undefined && icmp.about === undefined))
  );
}
