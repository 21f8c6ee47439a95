import type { DecodedPacket, FlowEnd } from "@sockpit/sockets";

/** One direction in which two ends exchange TCP or UDP, and its names: put together once, and not for each packet. */
export interface NamedFlow {
  readonly protocolNumber: number;
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
  /** Names the direction; `reverse` names the other. */
  readonly key: string;
  readonly reverse: string;
  /** Names both directions. */
  readonly conversation: string;
}

/** Of a lab's busiest flows; the others are named again. */
const MAX_FLOWS = 64;

export class NamedFlows {
  /** By both ports: of flows that share these, one at a time is kept. */
  readonly #flows = new Map<number, NamedFlow>();

  /** The flow of a packet's addresses and the ports of its transport header. */
  of(
    { protocolNumber, source: from, destination: to }: DecodedPacket,
    { sourcePort, destinationPort }: { sourcePort: number; destinationPort: number },
  ): NamedFlow {
    const ports = sourcePort * 65_536 + destinationPort;
    const known = this.#flows.get(ports);
    const isSame =
      known?.protocolNumber === protocolNumber && known.source.host === from && known.destination.host === to;
    if (isSame) return known;
    const source = { host: from, port: sourcePort };
    const destination = { host: to, port: destinationPort };
    const flow = nameFlow(protocolNumber, source, destination);
    if (this.#flows.size >= MAX_FLOWS) this.#flows.clear();
    this.#flows.set(ports, flow);
    return flow;
  }
}

export function nameFlow(protocolNumber: number, source: FlowEnd, destination: FlowEnd): NamedFlow {
  const a = `${source.host} ${source.port}`;
  const b = `${destination.host} ${destination.port}`;
  const key = `${protocolNumber} ${a} ${b}`;
  const reverse = `${protocolNumber} ${b} ${a}`;
  return { protocolNumber, source, destination, key, reverse, conversation: key < reverse ? key : reverse };
}
