import type { DecodedPacket, FlowEnd } from "@sockpit/sockets";

/** One direction in which two ends exchange TCP or UDP, and its names: put together once, and not for each packet. */
export interface NamedFlow {
  readonly protocolNumber: number;
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
  /** In a lab with a wire: the hosts of both ends. */
  readonly machines: Machines | undefined;
  /** Names the direction; `reverse` names the other. */
  readonly key: string;
  readonly reverse: string;
  /** Names both directions. */
  readonly conversation: string;
}

export interface Machines {
  readonly source: string;
  readonly destination: string;
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
    machines?: Machines,
  ): NamedFlow {
    const ports = sourcePort * 65_536 + destinationPort;
    const known = this.#flows.get(ports);
    const isSame =
      known?.protocolNumber === protocolNumber &&
      known.source.host === from &&
      known.destination.host === to &&
      known.machines?.source === machines?.source &&
      known.machines?.destination === machines?.destination;
    if (isSame) return known;
    const source = { host: from, port: sourcePort };
    const destination = { host: to, port: destinationPort };
    const flow = nameFlow(protocolNumber, { source, destination, machines });
    if (this.#flows.size >= MAX_FLOWS) this.#flows.clear();
    this.#flows.set(ports, flow);
    return flow;
  }
}

export function nameFlow(
  protocolNumber: number,
  { source, destination, machines }: Pick<NamedFlow, "source" | "destination" | "machines">,
): NamedFlow {
  const a = nameOf(source, machines?.source);
  const b = nameOf(destination, machines?.destination);
  const key = `${protocolNumber} ${a} ${b}`;
  const reverse = `${protocolNumber} ${b} ${a}`;
  const conversation = key < reverse ? key : reverse;
  return { protocolNumber, source, destination, machines, key, reverse, conversation };
}

function nameOf({ host, port }: FlowEnd, machine: string | undefined): string {
  return machine === undefined ? `${host} ${port}` : `${machine} ${host} ${port}`;
}
