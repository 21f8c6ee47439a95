export { mappedIPv4 } from "./address/ipv6.js";
export type { ReceivedAncillary, SentAncillary } from "./ancillary/ancillary.js";
export { ancillaryKinds } from "./ancillary/kinds.js";
export { openReceived } from "./ancillary/open-received.js";
export { bounds } from "./bounds.js";
export { decodePacket } from "./capture/decode-packet.js";
export { type DecodedPacket, ipProtocols } from "./capture/decoded-packet.js";
export { keepStamping } from "./capture/keep-stamping.js";
export {
  PacketSocket,
  type PacketSocketOptions,
  type RawPacket,
  sharePacketBuffers,
  stampsOriginUs,
} from "./capture/packet-socket.js";
export { type PcapngOptions, pcapngPieces, type RecordedPacket } from "./capture/pcapng.js";
export { type SegmentMeaning, TcpConversation } from "./capture/tcp-conversation.js";
export { HelloBuffers } from "./capture/tls/hello-buffers.js";
export { TlsConversation } from "./capture/tls/tls-conversation.js";
export type { TlsSegment } from "./capture/tls/tls-record.js";
export {
  availableCongestionControls,
  setCongestionControl,
  usualCongestionControl,
} from "./congestion-controls.js";
export { epollEvents, pollEvents, receivedFlags } from "./constants.js";
export { DescriptorChannel } from "./descriptor-channel.js";
export type { FlowEnd } from "./diagnostics/inet-diag.js";
export { type SocketState, tcpState } from "./diagnostics/kernel-state.js";
export {
  type FoundSocket,
  SocketDiagnostics,
  type SocketKind,
  socketKind,
} from "./diagnostics/socket-diagnostics.js";
export type { SocketEntry } from "./diagnostics/socket-entry.js";
export { congestionStates, type TcpSample } from "./diagnostics/tcp-sample.js";
export { EpollInstance, type SeenEvents } from "./epoll-instance.js";
export { ArgumentError, SocketError, SystemError, TimeoutError } from "./errors.js";
export { finish } from "./finish.js";
export { useSmallHashTables } from "./hash-tables.js";
export type { HeldFd } from "./held-fd.js";
export { Interrupter } from "./interrupter.js";
export { chain, type MaybePromise, releasing } from "./maybe-promise.js";
export { type NetworkInterface, networkInterfaces } from "./network-interfaces.js";
export { NetworkNamespace } from "./network-namespace.js";
export { OpaqueFile } from "./opaque-file.js";
export { type Pollable, type PollEntry, type PollOptions, poll } from "./operations/poll.js";
export type { Received } from "./operations/receive.js";
export { PipeEnd } from "./pipe-end.js";
export { type NetworkNamespaceProbe, probeNetworkNamespace } from "./probe.js";
export { queuedDescriptors } from "./queued-descriptors.js";
export { stopReadiness } from "./readiness/readiness.js";
export { Socket, type SocketOptions } from "./socket.js";
export { socketConstants } from "./socket-constants.js";
export { setStreamBuffers } from "./stream-buffers.js";
export { untilAllClosed } from "./system/close-in-background.js";
export { type ErrnoName, errnos } from "./system/errno.js";
export { nodeCall } from "./system/node-call.js";
export { icmphdr, iphdr } from "./system/packet-structs.js";
export { limitOpenFiles, openFilesLimit } from "./system/resource-calls.js";
export { inPktinfo } from "./system/structs.js";
export { threadCpuMs } from "./system/thread-time.js";
export type { Address } from "./types.js";
export type { MessageOptions, WaitOptions } from "./wait-options.js";
export { type ArpPacket, decodeArp } from "./wire/ethernet.js";
export type { HostAddresses } from "./wire/interface.js";
export { probeWire, type WireProbe } from "./wire/probe-wire.js";
export { Wire, type WireDestination, type WireKind } from "./wire/wire.js";
export type { WirePort } from "./wire/wire-port.js";
