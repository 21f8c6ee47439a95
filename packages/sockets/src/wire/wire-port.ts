import type { NetworkNamespace } from "../network-namespace.js";
import type { HostAddresses } from "./interface.js";

/** The interface that a host has on its wire. */
export const WIRE_INTERFACE = "eth0";

/** One host of a wire: a namespace that was made with `hasOtherInterfaces`. */
export interface HostOptions {
  readonly namespace: NetworkNamespace;
  readonly addresses: HostAddresses;
  readonly mtuBytes: number;
  /** Its place on the wire, from 0. */
  readonly index: number;
}

/** The end of a wire at which one host is: what it sends is received here, and it receives what is sent here. */
export interface WirePort {
  /** Bytes before the IP header: 0, or an Ethernet header's. */
  readonly headerBytes: number;

  /**
   * Hands on frames that the host has sent, without waiting for more: `maxFrames` at most, each the reader's until the next. Says
   * how many there were; fewer than `maxFrames` where these were all.
   */
  receive(visit: (frame: Uint8Array) => void, maxFrames: number): number;

  /** False where the host does not take it: its interface is down, or has no room. */
  send(frame: Uint8Array): boolean;

  /** Calls back once, as soon as the host has sent something. */
  whenReadable(onReadable: () => void): void;

  /** A second close does nothing. */
  close(): void;
}
