import type { NetworkKind } from "@sockpit/protocol";
import { IsolatedNetwork } from "./isolated-network.js";
import { MappedNetwork } from "./mapped-network.js";
import type { Network } from "./network.js";

const networks: Record<NetworkKind, new () => Network> = {
  isolated: IsolatedNetwork,
  mapped: MappedNetwork,
};

/** Makes a lab's network. What the kernel refuses, it throws. */
export function openNetwork(kind: NetworkKind): Network {
  return new networks[kind]();
}
