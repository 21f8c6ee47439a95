import type { NetworkKind, SocketType } from "@sockpit/protocol";
import { codedFailure } from "@sockpit/protocol";
import type { FlowEnd, FoundSocket, NetworkInterface, TcpSample } from "@sockpit/sockets";
import type { PacketSource } from "../capture/packet-source.js";
import type { LabWire } from "../wire/lab-wire.js";
import type { Network } from "./network.js";

/** One machine of a lab. Where there is only one, it has no name. */
export interface LabHost {
  readonly host: string | undefined;
  readonly network: Network;
  /** What the kernel calls its network interfaces, on a wire; where there is none, it has `lo`. */
  readonly interfaces?: readonly NetworkInterface[];
}

/** The socket that takes what comes from a peer, by the kernel's own rules; `machine`: in a lab with a wire, the host that it is on. */
export type FindSocket = (
  type: SocketType,
  ends: { local: FlowEnd; peer: FlowEnd },
  machine?: string,
) => FoundSocket | null;

/** How TCP sends on a connection of the host at a place; null where there is none. */
export type SampleTcp = (place: number, ends: { local: FlowEnd; peer: FlowEnd }) => TcpSample | null;

/** All machines of a lab, and the wire between them. */
export class LabNetwork {
  readonly kind: NetworkKind;
  readonly hosts: readonly LabHost[];
  readonly wire: LabWire | null;
  readonly sample: SampleTcp;

  constructor(
    kind: NetworkKind,
    hosts: readonly LabHost[],
    onWire?: { readonly wire: LabWire; readonly sample: SampleTcp },
  ) {
    this.kind = kind;
    this.hosts = hosts;
    this.wire = onWire?.wire ?? null;
    this.sample = onWire?.sample ?? (() => null);
  }

  /** The host of that name, or the first one. `bad_params` where there is none of that name. */
  host(name: string | undefined): LabHost {
    const found = name === undefined ? this.hosts[0] : this.hosts.find(({ host }) => host === name);
    if (found !== undefined) return found;
    const names = this.hosts.flatMap(({ host }) => host ?? []);
    const what = names.length === 0 ? "the lab has no named hosts" : `hosts are ${names.join(", ")}`;
    throw codedFailure("bad_params", `host: there is no host ${name}; ${what}`, { field: "host" });
  }

  readonly find: FindSocket = (type, ends, machine) => this.host(machine).network.find(type, ends);

  /** Whether a path is a Unix socket's on one of the hosts, and what stat(2) says of it. */
  findUnixPath(path: string): { inode: number; modifiedMs: number } | null {
    for (const { network } of this.hosts) {
      const found = network.unixPaths.find(path);
      if (found !== null) return found;
    }
    return null;
  }

  close(): void {
    this.wire?.close();
    for (const { network } of this.hosts) network.close();
  }
}

/** The packets of a lab: null where the machine refuses them. */
export interface OpenedCapture {
  readonly packets: PacketSource;
  readonly toProgram?: (bytes: Uint8Array) => void;
}
