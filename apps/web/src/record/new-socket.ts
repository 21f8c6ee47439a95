import type { KernelSocket, SocketChange, TracedRecord } from "@sockpit/protocol";
import type { CallEntry, PacketEvent } from "./entry.js";

/** What is known of a socket as it comes into being, before the kernel is asked about it. */
interface Origin {
  /** The listening socket to which it came. */
  listener: KernelSocket | undefined;
  /** The packet that brought it. */
  packet: PacketEvent | undefined;
  /** The call that made it. */
  call: CallEntry | undefined;
  pid: number | null;
  fd: number | null;
}

/** A socket of which only a change is known: it is new. */
export function newSocket(change: SocketChange, origin: Origin): KernelSocket {
  const { listener, packet, call, pid, fd } = origin;
  const params: TracedRecord = call?.params ?? {};
  const isIpv6 = params["family"] === "AF_INET6" || packet?.destination.host.includes(":") === true;
  const isUnix = params["family"] === "AF_UNIX";
  const isStream = params["type"] !== "SOCK_DGRAM";
  return {
    id: change.socket,
    pid,
    fd,
    family: listener?.family ?? (isUnix ? "AF_UNIX" : isIpv6 ? "AF_INET6" : "AF_INET"),
    type: listener?.type ?? (isStream ? "SOCK_STREAM" : "SOCK_DGRAM"),
    state: change.state ?? "CLOSED",
    local: packet === undefined ? null : endOf(packet.destination),
    peer: packet === undefined ? null : endOf(packet.source),
    receiveQueueBytes: change.receiveQueueBytes ?? 0,
    sendQueueBytes: change.sendQueueBytes ?? 0,
    acceptQueue: null,
    synQueue: null,
    listener: change.listener ?? null,
    receiveBufferBytes: null,
    sendBufferBytes: null,
    options: [],
    tcp: null,
  };
}

function endOf({ host, port }: PacketEvent["source"]): KernelSocket["local"] {
  return port === undefined ? null : { host, port };
}
