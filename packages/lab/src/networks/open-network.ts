import type { CreateWire, NetworkKind, WireImplementation } from "@sockpit/protocol";
import { type NetworkInterface, networkInterfaces, type PacketSocket } from "@sockpit/sockets";
import type { LabClock } from "../lab-clock.js";
import { openOrRelease } from "../open-or-release.js";
import { LabWire } from "../wire/lab-wire.js";
import { WirePackets } from "../wire/wire-packets.js";
import type { HostNames } from "./host-name.js";
import { IsolatedNetwork } from "./isolated-network.js";
import { LabNetwork, type OpenedCapture } from "./lab-network.js";
import { MappedNetwork } from "./mapped-network.js";
import type { Network } from "./network.js";

const networks: Record<NetworkKind, new () => Network> = {
  isolated: IsolatedNetwork,
  mapped: MappedNetwork,
};

/** The hosts that a lab is made with, and what their wire is made of. */
export interface LabHosts {
  readonly names: readonly string[];
  readonly implementation: WireImplementation;
  readonly wire: CreateWire;
}

/** Makes a lab's network. What the kernel refuses, it throws. */
export function openNetwork(kind: NetworkKind, hosts: LabHosts | undefined, clock: LabClock): LabNetwork {
  if (hosts === undefined) return new LabNetwork(kind, [{ host: undefined, network: new networks[kind]() }]);
  const { names, implementation, wire: created } = hosts;
  const wire = new LabWire({ kind: implementation, hosts: names, clock, created });
  const addresses: HostNames = new Map(wire.addresses.map((each, index) => [names[index] ?? "", each]));
  const opened: IsolatedNetwork[] = [];
  const interfaces: (readonly NetworkInterface[])[] = [];
  return openOrRelease(
    () => {
      for (const [place, namespace] of wire.namespaces.entries()) {
        const congestionControl = () => wire.congestionControlOf(place);
        interfaces.push(networkInterfaces(namespace));
        opened.push(new IsolatedNetwork({ namespace, names: addresses, congestionControl }));
      }
      return new LabNetwork(
        kind,
        opened.map((network, index) => ({
          host: names[index],
          network,
          interfaces: interfaces[index] ?? [],
        })),
        { wire, sample: (place, ends) => opened[place]?.sample(ends) ?? null },
      );
    },
    () => {
      wire.close();
      for (const network of opened) network.close();
      for (const namespace of wire.namespaces) namespace.close();
    },
  );
}

/** The packets of a lab; null where the machine refuses them. Those on a wire can always be seen. */
export function openCapture({ hosts, wire }: LabNetwork, clock: LabClock): OpenedCapture | null {
  if (wire === null) return hosts[0]?.network.openCapture() ?? null;
  const loopbacks: { host: string; packets: PacketSocket }[] = [];
  return openOrRelease(
    () => {
      for (const { host = "", network } of hosts) {
        const opened = network.openCapture({ isLoopbackOnly: true });
        if (opened !== null) loopbacks.push({ host, packets: opened.packets });
      }
      const packets = new WirePackets(clock, loopbacks);
      wire.start(packets);
      return { packets };
    },
    () => {
      for (const { packets } of loopbacks) packets.close();
    },
  );
}
