import type { SegmentFact } from "../facts.js";
import type { TrackedSocket } from "../tracked-socket.js";

/** One TCP connection: the socket at each of its ends, where there is one, and the listener that it came to. */
export interface Connection {
  readonly stream: number;
  readonly ends: string;
  readonly sockets: [TrackedSocket | null, TrackedSocket | null];
  listener: TrackedSocket | null;
}

/** A port scan makes a connection with each segment: those that are over go, then the oldest. */
const MAX_CONNECTIONS = 4096;
/** So many new ones come between two looks for those that are over: a timer ends one without a segment. */
const NEW_BETWEEN_SWEEPS = 1024;

/** The connections whose ends may still send. */
export class Connections {
  readonly #byStream = new Map<number, Connection>();
  readonly #byEnds = new Map<string, Connection>();
  #sinceSweep = 0;

  get(stream: number): Connection | undefined {
    return this.#byStream.get(stream);
  }

  /** The connection between two ends, which may be another one than a segment's own: it is older then. */
  between(ends: string): Connection | undefined {
    return this.#byEnds.get(ends);
  }

  add({ stream, ends }: SegmentFact): Connection {
    this.#makeRoom();
    const connection: Connection = { stream, ends, sockets: [null, null], listener: null };
    this.#byStream.set(stream, connection);
    this.#byEnds.set(ends, connection);
    return connection;
  }

  /** Forgets a connection without ends. */
  tidy(connection: Connection): void {
    const [first, second] = connection.sockets;
    if (isOver(first) && isOver(second)) this.#delete(connection);
  }

  /** For one more, which has no ends yet. */
  #makeRoom(): void {
    this.#sinceSweep += 1;
    if (this.#sinceSweep > NEW_BETWEEN_SWEEPS) {
      this.#sinceSweep = 0;
      for (const connection of [...this.#byStream.values()]) this.tidy(connection);
    }
    if (this.#byStream.size < MAX_CONNECTIONS) return;
    const { value: oldest } = this.#byStream.values().next();
    if (oldest !== undefined) this.#evict(oldest);
  }

  #evict(connection: Connection): void {
    for (const socket of connection.sockets) if (socket !== null) socket.isUncertain = true;
    this.#delete(connection);
  }

  #delete(connection: Connection): void {
    this.#byStream.delete(connection.stream);
    if (this.#byEnds.get(connection.ends) === connection) this.#byEnds.delete(connection.ends);
  }
}

function isOver(socket: TrackedSocket | null): boolean {
  return socket === null || socket.state === "CLOSED";
}
