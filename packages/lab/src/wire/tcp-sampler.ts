import { limits } from "@sockpit/protocol";
import type { DecodedPacket, FlowEnd, TcpSample } from "@sockpit/sockets";
import type { LabNetwork, SampleTcp } from "../networks/lab-network.js";
import type { NewEvent, Trace } from "../trace.js";
import type { CarriedPacket } from "./carried-packet.js";
import type { Leaving, WireObserver } from "./wire-observer.js";

const INTERVAL_US = limits.tcpSampleMs * 1000;
const SECOND_US = 1_000_000;

export interface TcpSamplerParts {
  readonly sample: SampleTcp;
  /** Takes samples in the order of their moments. */
  readonly onSample: (sample: TcpSample, atUs: number) => void;
  readonly nowUs: () => number;
}

interface Ends {
  readonly local: FlowEnd;
  readonly peer: FlowEnd;
}

/** A connection as the host at one place has it. */
interface Connection {
  readonly place: number;
  readonly ends: Ends;
  sampledUs: number;
  /** The newest acknowledgement that came, and the number behind all that was sent; null before the first. */
  ack: number | null;
  nextSeq: number | null;
}

/**
 * Samples how TCP sends when an ACK comes to a connection, and when it sends a segment again: the moments at which its windows
 * change. Each connection at most every `tcpSampleMs`, then with what it has become since; all together as often as
 * `tcpSamplesPerSecond` allows. Packets that the record has no room for bring no samples, so that these are fewer than what the record says of packets.
 */
export class TcpSampler implements WireObserver {
  readonly #parts: TcpSamplerParts;
  /** Those that were longest quiet first. */
  readonly #connections = new Map<string, Connection>();
  /** What has changed since it was sampled. */
  readonly #due = new Set<Connection>();
  #timer: NodeJS.Timeout | undefined;
  #secondUs = 0;
  #samples = 0;

  constructor(parts: TcpSamplerParts) {
    this.#parts = parts;
  }

  onEntered(carried: CarriedPacket, atUs: number): void {
    const { from, isRecorded } = carried;
    const segment = isRecorded ? segmentOf(carried.decoded) : undefined;
    if (segment === undefined || segment.payloadBytes === 0) return;
    const { source, destination, seq, payloadBytes } = segment;
    const connection = this.#connection(from, { local: source, peer: destination });
    const next = (seq + payloadBytes) >>> 0;
    const isAgain = connection.nextSeq !== null && isBefore(seq, connection.nextSeq);
    if (connection.nextSeq === null || isBefore(connection.nextSeq, next)) connection.nextSeq = next;
    if (isAgain) this.#want(connection, atUs);
  }

  onHeld(): void {}

  onLeft(carried: CarriedPacket, { isDelivered, effects }: Leaving, atUs: number): void {
    const { to, isRecorded } = carried;
    if (to === null || !isRecorded || !isDelivered || effects.includes("corrupted")) return;
    const segment = segmentOf(carried.decoded);
    if (segment === undefined || !segment.isAck) return;
    const { source, destination, ack, payloadBytes } = segment;
    const connection = this.#connection(to, { local: destination, peer: source });
    // Who only receives gets the same acknowledgement with each segment of data.
    const isNews = payloadBytes === 0 || ack !== connection.ack;
    connection.ack = ack;
    if (isNews) this.#want(connection, atUs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due.clear();
    this.#connections.clear();
  }

  #connection(place: number, ends: Ends): Connection {
    const { local, peer } = ends;
    const key = `${place} ${local.host} ${local.port} ${peer.host} ${peer.port}`;
    const known = this.#connections.get(key);
    if (known !== undefined) {
      this.#connections.delete(key);
      this.#connections.set(key, known);
      return known;
    }
    const made = { place, ends, sampledUs: Number.NEGATIVE_INFINITY, ack: null, nextSeq: null };
    this.#connections.set(key, made);
    if (this.#connections.size > limits.tcpSampledConnections) this.#forgetQuietest();
    return made;
  }

  #forgetQuietest(): void {
    const [quietest] = this.#connections;
    if (quietest === undefined) return;
    this.#connections.delete(quietest[0]);
    this.#due.delete(quietest[1]);
  }

  #want(connection: Connection, atUs: number): void {
    if (atUs - connection.sampledUs >= INTERVAL_US && this.#take(connection, atUs)) return;
    this.#due.add(connection);
    this.#timer ??= setTimeout(this.#onTimer, limits.tcpSampleMs).unref();
  }

  /** False where the lab has had its samples of this second. */
  #take(connection: Connection, atUs: number): boolean {
    if (atUs - this.#secondUs >= SECOND_US) {
      this.#secondUs = atUs;
      this.#samples = 0;
    }
    if (this.#samples >= limits.tcpSamplesPerSecond) return false;
    this.#samples += 1;
    this.#due.delete(connection);
    connection.sampledUs = atUs;
    const sample = this.#parts.sample(connection.place, connection.ends);
    if (sample !== null) this.#parts.onSample(sample, atUs);
    return true;
  }

  readonly #onTimer = (): void => {
    this.#timer = undefined;
    const nowUs = this.#parts.nowUs();
    for (const connection of this.#due) {
      if (nowUs - connection.sampledUs >= INTERVAL_US && !this.#take(connection, nowUs)) break;
    }
    if (this.#due.size > 0) this.#timer = setTimeout(this.#onTimer, limits.tcpSampleMs).unref();
  };
}

/** Has the connections over a lab's wire sampled into its trace; undefined where there is no wire. */
export function sampleTcp({ wire, sample }: LabNetwork, trace: Trace): TcpSampler | undefined {
  if (wire === null) return undefined;
  const sampler = new TcpSampler({
    sample,
    nowUs: () => trace.exactNow(),
    onSample: ({ id, ...sampled }, atUs) => {
      const event: NewEvent = { event: "tcpSampled", socket: id, ...sampled };
      trace.appendHead(atUs, JSON.stringify(event).slice(0, -1));
    },
  });
  wire.observe(sampler);
  return sampler;
}

interface Segment {
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
  readonly seq: number;
  readonly ack: number;
  readonly isAck: boolean;
  readonly payloadBytes: number;
}

/** Of TCP, and no reset, behind which nothing is left. */
function segmentOf(decoded: DecodedPacket | null): Segment | undefined {
  const tcp = decoded?.tcp;
  if (!decoded || tcp === undefined || tcp.flags.includes("RST")) return undefined;
  return {
    source: { host: decoded.source, port: tcp.sourcePort },
    destination: { host: decoded.destination, port: tcp.destinationPort },
    seq: tcp.seq,
    ack: tcp.ack,
    isAck: tcp.flags.includes("ACK"),
    payloadBytes: decoded.payload.length,
  };
}

/** Of sequence numbers, which begin anew at 2^32: RFC 9293 §3.4. */
function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}
