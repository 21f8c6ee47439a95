import { SystemError } from "./errors.js";
import { NetworkNamespace } from "./network-namespace.js";
import { checked } from "./system/libc.js";
import { AF_PACKET, SOCK_CLOEXEC, SOCK_RAW } from "./system/linux-constants.js";
import { close, socket } from "./system/socket-calls.js";

/** What this process may do, step by step. */
export interface NetworkNamespaceProbe {
  networkNamespace: boolean;
  loopbackUp: boolean;
  /** A packet socket can be made inside: packet(7). */
  capture: boolean;
  /** The step that failed first, and its errno. */
  reason?: string;
}

/** Tries everything that a network namespace is made with, and leaves nothing behind. Never throws. */
export function probeNetworkNamespace(): NetworkNamespaceProbe {
  const nothing = { networkNamespace: false, loopbackUp: false, capture: false };
  let namespace: NetworkNamespace;
  try {
    namespace = NetworkNamespace.create();
  } catch (error) {
    return isFromLoopback(error)
      ? { ...nothing, networkNamespace: true, reason: `lo up: ${describe(error)}` }
      : { ...nothing, reason: `network namespace: ${describe(error)}` };
  }
  try {
    namespace.run(tryPacketSocket);
    return { networkNamespace: true, loopbackUp: true, capture: true };
  } catch (error) {
    const reason = `packet capture: ${describe(error)}`;
    return { networkNamespace: true, loopbackUp: true, capture: false, reason };
  } finally {
    namespace.close();
  }
}

/** Protocol 0 receives nothing, so no packet is held. */
function tryPacketSocket(): void {
  const fd = checked("socket", () => socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0));
  checked("close", () => close(fd));
}

/** True for the calls that bring `lo` up, which come after the namespace is made. */
function isFromLoopback(error: unknown): boolean {
  return error instanceof SystemError && (error.syscall === "socket" || error.syscall === "ioctl");
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
