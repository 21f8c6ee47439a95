import { type Address, isSamePort } from "@sockpit/protocol";
import { type FoundSocket, ipProtocols } from "@sockpit/sockets";
import type { FindSocket } from "../networks/lab-network.js";
import type { CallsOnSockets } from "./calls-on-sockets.js";
import { FlowMap } from "./flow-map.js";
import type { NamedFlow } from "./named-flows.js";

/** One direction of a flow. A listener stands in for its connection until the kernel lists that. */
interface Owners {
  from: string | null;
  to: string | null;
  isSettled: boolean;
  /** When the kernel was last asked about what is not settled, and how often sockets had changed their addresses then. */
  askedAtUs: number;
  askedAfter: number;
  /** The number of the SYN that began it. */
  openingSeq: number | null;
}

/** What of a packet says whether its sockets may be others than those of the last one between its ends. */
export interface Passing {
  readonly atUs: number;
  /** Of a SYN without ACK: its number. */
  readonly openingSeq: number | null;
  /** Of a SYN-ACK: a listener has made a socket for the connection. */
  readonly isAnswer: boolean;
}

/** A packet between ends that nobody holds may come again and again: ask the kernel no more often than this. */
const ASK_AGAIN_US = 20_000;

/**
 * Which sockets a packet belongs to, by its addresses and ports. What has been found is kept, because packets outlive
 * their sockets: a refused SYN, TIME-WAIT, the last ACK.
 */
export class PacketOwners {
  readonly #findSocket: FindSocket;
  readonly #calls: CallsOnSockets;
  readonly #known = new FlowMap<Owners>();
  #addressChanges = 0;

  constructor(findSocket: FindSocket, calls: CallsOnSockets) {
    this.#findSocket = findSocket;
    this.#calls = calls;
  }

  /** A socket was bound, connected or closed: another one may take what comes to an address. */
  addressesChanged(): void {
    this.#addressChanges += 1;
  }

  /** `KernelSocket.id` of both sides, null where nobody knows. */
  of(
    flow: NamedFlow,
    { atUs, openingSeq, isAnswer }: Passing,
  ): { readonly from: string | null; readonly to: string | null } {
    const known = openingSeq === null ? this.#known.get(flow.key) : this.#opening(flow, openingSeq);
    const isCurrent = known?.askedAfter === this.#addressChanges;
    if (known?.isSettled === true && (isCurrent || isTcp(flow))) return known;
    if (known !== undefined && isCurrent && !isAnswer && atUs - known.askedAtUs < ASK_AGAIN_US) return known;
    const sender = this.#find(flow, "source");
    const receiver = this.#find(flow, "destination");
    const isOpening = openingSeq !== null;
    const found: Owners = {
      from: better(sender, known?.from) ?? this.#opener(flow, { isOpening, atUs }) ?? null,
      to: better(receiver, isTcp(flow) ? known?.to : null) ?? null,
      isSettled: sender?.isExact === true && receiver?.isExact === true,
      askedAtUs: atUs,
      askedAfter: this.#addressChanges,
      openingSeq: openingSeq ?? known?.openingSeq ?? null,
    };
    this.#known.set(flow.key, found);
    this.#known.set(flow.reverse, { ...found, from: found.to, to: found.from });
    return found;
  }

  /** The sockets of a flow that was seen before: of what an ICMP error is about, or of a later fragment. */
  recall({ key }: NamedFlow): { readonly from: string | null; readonly to: string | null } {
    return this.#known.get(key) ?? { from: null, to: null };
  }

  /** A SYN may begin a new connection between ends that had another, whose sockets are not its own. */
  #opening(flow: NamedFlow, seq: number): Owners | undefined {
    const known = this.#known.get(flow.key);
    if (known === undefined || known.openingSeq === seq) return known;
    this.#known.delete(flow.key);
    this.#known.delete(flow.reverse);
    return undefined;
  }

  /** The socket whose two ends are these; else the one that has this end to itself: a listener, an unconnected socket. */
  #find(flow: NamedFlow, side: "source" | "destination"): Found | undefined {
    const found = this.#ask(flow, side);
    if (found === null) return undefined;
    return { id: found.id, isExact: found.isConnected || !isTcp(flow) };
  }

  #ask(flow: NamedFlow, side: "source" | "destination"): FoundSocket | null {
    const { source, destination, machines } = flow;
    const [local, peer] = side === "source" ? [source, destination] : [destination, source];
    return this.#findSocket(isTcp(flow) ? "SOCK_STREAM" : "SOCK_DGRAM", { local, peer }, machines?.[side]);
  }

  /** A refused connection has lost its port when its call comes back: the call itself says whose it was. */
  #opener(flow: NamedFlow, { isOpening, atUs }: { isOpening: boolean; atUs: number }): string | undefined {
    const { destination } = flow;
    if (!isOpening && isTcp(flow)) return undefined;
    const call = this.#calls.newest(atUs, ({ traits, input }) => {
      if (traits.destination === undefined) return false;
      const address = (input as Record<string, unknown>)[traits.destination] as Address | undefined;
      return isSamePort(address ?? null, destination);
    });
    return call?.cookie;
  }

  close(): void {
    this.#known.close();
  }
}

function isTcp({ protocolNumber }: NamedFlow): boolean {
  return protocolNumber === ipProtocols.TCP;
}

interface Found {
  readonly id: string;
  /** It is the connection itself, or a socket that has no connections. */
  readonly isExact: boolean;
}

/** What is known stays, unless the kernel now lists the connection itself. */
function better(found: Found | undefined, known: string | null | undefined): string | undefined {
  return found?.isExact === true ? found.id : (known ?? found?.id);
}
