import type { Address, SocketState } from "@sockpit/protocol";
import { type Socket, type SocketEntry, SystemError, socketConstants, tcpState } from "@sockpit/sockets";

/**
 * A held socket, asked by itself. sock_diag(7) lists no TCP or UDP socket that is neither bound nor
 * connected, and is missing on some machines. Addresses are the kernel's.
 */
export function describeHeld(socket: Socket): SocketEntry {
  const peer = peerOf(socket);
  const { SOL_SOCKET, SO_RCVBUF, SO_SNDBUF } = socketConstants;
  return {
    id: socket.cookie,
    family: socket.family,
    type: socket.type,
    state: stateOf(socket, peer),
    local: named(socket.getsockname()),
    peer,
    receiveQueueBytes: null,
    sendQueueBytes: null,
    acceptQueue: null,
    receiveBufferBytes: socket.getsockopt(SOL_SOCKET, SO_RCVBUF),
    sendBufferBytes: socket.getsockopt(SOL_SOCKET, SO_SNDBUF),
    droppedPackets: null,
    tcp: null,
  };
}

function stateOf(socket: Socket, peer: Address | null): SocketState {
  if (socket.type === "SOCK_STREAM" && socket.family !== "AF_UNIX") {
    const [state = 0] = socket.getsockopt(socketConstants.IPPROTO_TCP, socketConstants.TCP_INFO, 1);
    return tcpState(state);
  }
  const { SOL_SOCKET, SO_ACCEPTCONN } = socketConstants;
  if (socket.type === "SOCK_STREAM" && socket.getsockopt(SOL_SOCKET, SO_ACCEPTCONN) === 1) return "LISTEN";
  return peer === null ? "UNCONNECTED" : "CONNECTED";
}

function peerOf(socket: Socket): Address | null {
  try {
    return socket.getpeername();
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

/** An address that names nothing yet is none. */
function named(address: Address): Address | null {
  if ("host" in address) return address.port === 0 ? null : address;
  return "path" in address && address.path === "" ? null : address;
}
