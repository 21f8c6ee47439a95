import { readFileSync } from "node:fs";
import type { NetworkNamespace } from "./network-namespace.js";
import { Socket } from "./socket.js";
import { socketConstants } from "./socket-constants.js";

const AVAILABLE = "/proc/sys/net/ipv4/tcp_available_congestion_control";

/** TCP_CA_NAME_MAX, with the closing NUL. */
const NAME_BYTES = 16;

const { IPPROTO_TCP, TCP_CONGESTION } = socketConstants;

/** The congestion control algorithms that the kernel has loaded, which is what TCP_CONGESTION takes of root in a namespace: tcp(7). Empty where it does not say. */
export function availableCongestionControls(): string[] {
  try {
    return readFileSync(AVAILABLE, "latin1").trim().split(/\s+/).filter(Boolean);
  } catch {
    return [];
  }
}

/** What a new TCP socket in this namespace begins with. */
export function usualCongestionControl(namespace: NetworkNamespace): string {
  const socket = Socket.open({ namespace });
  try {
    return Buffer.from(socket.getsockopt(IPPROTO_TCP, TCP_CONGESTION, NAME_BYTES))
      .toString("latin1")
      .replace(/\0.*$/s, "");
  } finally {
    socket.close();
  }
}

/** Sets an algorithm by its name, which those inherit that a listener accepts. ENOENT where the kernel has none of that name; EPERM. */
export function setCongestionControl(socket: Socket, name: string): void {
  socket.setsockopt(IPPROTO_TCP, TCP_CONGESTION, Buffer.from(name, "latin1"));
}
