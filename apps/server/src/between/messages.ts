import type { CallError, Isolation, NetworkKind } from "@sockpit/protocol";

/**
 * What the front door and a lab host say to each other over the child's IPC channel. Both are built
 * from this one file, so the types are enough: neither side takes these from the outside.
 */
export type LabHostRequest =
  | { do: "createLab"; lab: string }
  | { do: "labInfo"; lab: string }
  | { do: "deleteLab"; lab: string }
  | { do: "sockets"; lab: string }
  | { do: "trace"; lab: string }
  | { do: "capture"; lab: string }
  | { do: "stream"; lab: string; stream: number; form: "json" | "messagePack" }
  | { do: "startProcess"; lab: string; name: string }
  | { do: "endProcess"; lab: string; pid: number }
  | { do: "command"; lab: string; pid: number; command: string; params: unknown };

/** The body of an answer, in the form that REST sends. */
export type LabHostAnswer<R extends LabHostRequest> = R extends { do: "capture" }
  ? Uint8Array
  : R extends { do: "stream" }
    ? Uint8Array | string
    : string;

export type ToLabHost =
  | { type: "request"; id: number; request: LabHostRequest }
  /** Wants a lab's events, those after `since` first, as `text` until `end`. `cancel` stops it. */
  | { type: "follow"; id: number; lab: string; since: number | undefined }
  /** The caller has gone: interrupt what still waits. */
  | { type: "cancel"; id: number }
  | Upgrade;

/** The TCP socket comes over the descriptor channel, with this id. `head` is what came after the request's headers. */
export interface Upgrade {
  type: "upgrade";
  id: number;
  lab: string;
  url: string;
  headers: Record<string, string>;
  head: Uint8Array;
}

export type FromLabHost =
  | { type: "ready"; network: NetworkKind; isolation: Isolation }
  | { type: "reply"; id: number; body: LabHostAnswer<LabHostRequest> }
  | { type: "text"; id: number; text: string }
  | { type: "end"; id: number }
  | { type: "failure"; id: number; error: CallError }
  /** The lab host has the upgrade's socket, or had no room for it. */
  | { type: "upgraded"; id: number; isTaken: boolean }
  | { type: "labClosed"; lab: string };

/** Where a lab host finds its end of the descriptor channel: after stdio and Node's own IPC channel. */
export const DESCRIPTOR_CHANNEL_FD = 4;

/** The environment variable that tells a lab host which network it is to offer. */
export const NETWORK_VARIABLE = "SOCKPIT_LAB_HOST_NETWORK";

/** The environment variable in which a mapped lab host hears why it is not isolated. */
export const REASON_VARIABLE = "SOCKPIT_LAB_HOST_REASON";
