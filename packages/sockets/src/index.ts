export { socketConstants } from "./constants.js";
export { tcpState } from "./diagnostics/kernel-state.js";
export { SocketDiagnostics } from "./diagnostics/socket-diagnostics.js";
export type { SocketEntry } from "./diagnostics/socket-entry.js";
export { NetworkNamespace } from "./network-namespace.js";
export { type NetworkNamespaceProbe, probeNetworkNamespace } from "./probe.js";
export { stopReadiness } from "./readiness/readiness.js";
export { Socket, type SocketOptions } from "./socket.js";
export type { MessageOptions, WaitOptions } from "./wait-options.js";
